package dev.sallyport.invoices;

import static dev.sallyport.invoices.StubIssuer.TENANT;
import static dev.sallyport.invoices.StubIssuer.accessToken;
import static dev.sallyport.invoices.StubIssuer.claims;
import static dev.sallyport.invoices.StubIssuer.signed;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;

@RunningService
class InvoicesEndpointTest {

    private static final String LIMIT = "https://sallyport.dev/claims/approval_limit";
    private static final AtomicLong LAST_ID = new AtomicLong(1000);

    @Autowired
    RestTestClient service;

    @Autowired
    JdbcClient database;

    @Test
    void listsTheInvoicesOfTheCallersTenantWithThoseDueFirst() {
        var invoices = list("north");

        assertThat(invoices).extracting(Invoice::tenant).containsOnly("north");
        assertThat(invoices).extracting(Invoice::id).contains(1L, 2L, 3L, 4L, 5L);
        assertThat(invoices).isSortedAccordingTo(Comparator.comparing(Invoice::dueOn));
        assertThat(list("south")).extracting(Invoice::tenant).containsOnly("south");
        assertThat(list("nowhere")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\" \"", "7", "[\"north\"]", "{\"north\": true}"})
    void showsNothingWithoutATenant(String claim) throws ParseException {
        var token = signed(claims("invoices:read", "invoices:approve")
                .claim(TENANT, parsed(claim))
                .claim(LIMIT, 5000));

        for (var response : List.of(get(token), approve(token, 1))) {
            response.expectStatus()
                    .isForbidden()
                    .expectHeader()
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .expectBody()
                    .json("""
                            {"title": "Forbidden", "status": 403, "error": "no_tenant"}""");
        }
    }

    @Test
    void approvesAnInvoiceOnce() {
        var id = arrived("100.00");

        approve(upTo(5000), id)
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"status\": \"APPROVED\", \"amount\": 100.00, \"approvedBy\": \"alice\"}");
        approve(upTo(5000), id)
                .expectStatus()
                .isEqualTo(HttpStatus.CONFLICT)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .json("{\"status\": 409, \"error\": \"already_approved\"}");
    }

    @ParameterizedTest
    @CsvSource({"5000.00, 5000", "0.01, 0.01", "5000.00, 5e3", "99999999.99, 1e300"})
    void approvesUpToTheLimit(String amount, String limit) throws ParseException {
        approve(upTo(parsed(limit)), arrived(amount)).expectStatus().isOk();
    }

    @Test
    void saysTheLimitWhenAnInvoiceIsAboveIt() {
        approve(upTo(5000), arrived("5000.01"))
                .expectStatus()
                .isForbidden()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectHeader()
                .doesNotExist(HttpHeaders.WWW_AUTHENTICATE)
                .expectBody()
                .json("""
                        {"title": "Forbidden", "status": 403, "error": "above_approval_limit",
                         "detail": "This invoice is for 5000.01 euros, and your limit is 5000.",
                         "amount": 5000.01, "limit": 5000}""");
    }

    @ParameterizedTest
    @CsvSource({"0.01, 0", "0.01, -1", "0.02, 0.019", "1.00, 0.99999"})
    void approvesNothingAboveTheLimit(String amount, String limit) throws ParseException {
        var id = arrived(amount);

        approve(upTo(parsed(limit)), id).expectStatus().isForbidden();

        assertThat(list("north"))
                .filteredOn(invoice -> invoice.id() == id)
                .extracting(Invoice::status)
                .containsExactly(Invoice.Status.OPEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"5000\"", "true", "[5000]"})
    void approvesNothingWithoutALimit(String claim) throws ParseException {
        approve(upTo(parsed(claim)), arrived("1.00"))
                .expectStatus()
                .isForbidden()
                .expectBody()
                .json("{\"status\": 403, \"error\": \"no_approval_limit\"}");
    }

    @Test
    void isApprovedByOneOfManyWhoAskAtOnce() throws InterruptedException {
        var id = arrived("100.00");
        var token = upTo(5000);
        Callable<Integer> ask =
                () -> approve(token, id).returnResult().getStatus().value();

        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = callers.invokeAll(Stream.generate(() -> ask).limit(16).toList());

            assertThat(answers)
                    .extracting(Future::resultNow)
                    .containsOnlyOnce(200)
                    .containsOnly(200, 409);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 999_999, 0, -1, Long.MAX_VALUE})
    void hasNoInvoiceOfAnotherTenantNorOneThatIsNot(long id) {
        approve(upTo(5000), id)
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .json("""
                        {"title": "Not Found", "status": 404, "detail": "There is no such invoice.",
                         "error": "no_such_invoice"}""");

        assertThat(list("south")).extracting(Invoice::status).containsOnly(Invoice.Status.OPEN);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /api/invoices,           invoices:approve orders:read",
        "POST, /api/invoices/2/approve, invoices:read INVOICES:APPROVE approve",
    })
    void needsTheScopeOfTheCall(String method, String path, String otherScopes) {
        service.method(HttpMethod.valueOf(method))
                .uri(path)
                .headers(headers -> headers.setBearerAuth(accessToken(otherScopes)))
                .exchange()
                .expectStatus()
                .isForbidden()
                .expectHeader()
                .valueEquals(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"invoices\", error=\"insufficient_scope\"")
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .json("{\"status\": 403, \"error\": \"insufficient_scope\"}");
    }

    /** As a supplier's invoice comes in: not through this service. */
    private long arrived(String amount) {
        var id = LAST_ID.incrementAndGet();
        database.sql(
                        "INSERT INTO invoices (id, tenant, supplier, amount, due_on, status) VALUES (?, 'north', ?, ?, ?, 'OPEN')")
                .params(id, "Bell founder", amount, "2026-12-24")
                .update();
        return id;
    }

    private static String upTo(@Nullable Object limit) {
        return signed(claims("invoices:approve").claim(LIMIT, limit));
    }

    private static @Nullable Object parsed(String json) throws ParseException {
        return JSONObjectUtils.parse("{\"value\": " + json + "}").get("value");
    }

    private List<Invoice> list(String tenant) {
        var invoices = get(signed(claims("invoices:read").claim(TENANT, tenant)))
                .expectStatus()
                .isOk()
                .returnResult(new ParameterizedTypeReference<List<Invoice>>() {});
        return Objects.requireNonNull(invoices.getResponseBody());
    }

    private RestTestClient.ResponseSpec get(String token) {
        return service.get()
                .uri("/api/invoices")
                .headers(headers -> headers.setBearerAuth(token))
                .exchange();
    }

    private RestTestClient.ResponseSpec approve(String token, long id) {
        return service.post()
                .uri("/api/invoices/{id}/approve", id)
                .headers(headers -> headers.setBearerAuth(token))
                .exchange();
    }
}
