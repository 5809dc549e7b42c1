package dev.sallyport.orders;

import static dev.sallyport.orders.StubIssuer.TENANT;
import static dev.sallyport.orders.StubIssuer.accessToken;
import static dev.sallyport.orders.StubIssuer.claims;
import static dev.sallyport.orders.StubIssuer.signed;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
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
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.client.RestTestClient;

@RunningService
class OrdersEndpointTest {

    @Autowired
    RestTestClient service;

    @Test
    void listsTheOrdersOfTheCallersTenantNewestFirst() {
        var orders = list("north");

        assertThat(orders).extracting(Order::tenant).containsOnly("north");
        assertThat(orders).extracting(Order::id).contains(1L, 2L, 3L).isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(list("south")).extracting(Order::tenant).containsOnly("south");
        assertThat(list("nowhere")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\" \"", "7", "[\"north\"]", "{\"north\": true}"})
    void showsNothingWithoutATenant(String claim) throws Exception {
        var tenant = JSONObjectUtils.parse("{\"tenant\": " + claim + "}").get("tenant");
        var token =
                signed(claims("orders:read", "orders:write", "orders:refund").claim(TENANT, tenant));

        for (var response :
                List.of(get(token), place(token, "{\"item\": \"Bell\", \"amount\": 5}"), refund(token, 1L))) {
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
    void placesAnOrderInTheNameOfTheCaller() {
        place(accessToken("orders:write"), "{\"item\": \"Bell, bronze\", \"amount\": 12.5}")
                .expectStatus()
                .isCreated()
                .expectBody()
                .json("""
                        {"tenant": "north", "item": "Bell, bronze", "amount": 12.50, "status": "PLACED", "placedBy": "alice"}""")
                .jsonPath("$.id")
                .isNumber()
                .jsonPath("$.placedAt")
                .isNotEmpty()
                .jsonPath("$.refundedBy")
                .doesNotExist();

        assertThat(list("north")).first().extracting(Order::item).isEqualTo("Bell, bronze");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                {"amount": 1}                                     | item
                {"item": null, "amount": 1}                       | item
                {"item": " ", "amount": 1}                        | item
                {"item": "Bell"}                                  | amount
                {"item": "Bell", "amount": 0}                     | amount
                {"item": "Bell", "amount": -1}                    | amount
                {"item": "Bell", "amount": 0.001}                 | amount
                {"item": "Bell", "amount": 100000000}             | amount
                {"item": "Bell", "amount": 1e99999}               | amount
                """)
    void namesTheFieldsThatAreNotValid(String body, String field) {
        place(accessToken("orders:write"), body)
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.fields[*].name")
                .value(names ->
                        assertThat((List<?>) names).allMatch(field::equals).isNotEmpty());
    }

    @Test
    void refusesAnItemWithALongName() {
        place(accessToken("orders:write"), "{\"item\": \"" + "x".repeat(101) + "\", \"amount\": 1}")
                .expectStatus()
                .isBadRequest();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "7",
                "null",
                "{\"item\": \"Bell\", \"amount\": \"1\"}",
                "{\"item\": \"Bell\", \"amount\": true}",
                "{\"item\": \"Bell\", \"amount\": 1, \"tenant\": \"south\"}"
            })
    void refusesABodyThatItCannotReadAndSaysNoMore(String body) {
        place(accessToken("orders:write"), body)
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .json("""
                        {"title": "Bad Request", "status": 400, "detail": "Failed to read request", "instance": "/api/orders"}""", JsonCompareMode.STRICT);
    }

    @Test
    void refundsAnOrderOnce() {
        var id = placed();

        refund(accessToken("orders:refund"), id)
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"status\": \"REFUNDED\", \"refundedBy\": \"alice\"}");
        refund(accessToken("orders:refund"), id)
                .expectStatus()
                .isEqualTo(HttpStatus.CONFLICT)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .json("{\"status\": 409, \"error\": \"already_refunded\"}");
    }

    @Test
    void refundsAnOrderToOneOfManyWhoAskAtOnce() throws Exception {
        var id = placed();
        var token = accessToken("orders:refund");
        Callable<Integer> ask =
                () -> refund(token, id).returnResult().getStatus().value();

        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = callers.invokeAll(Stream.generate(() -> ask).limit(16).toList());

            assertThat(answers)
                    .extracting(Future::resultNow)
                    .containsOnlyOnce(200)
                    .containsOnly(200, 409);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 999_999, 0, -1, Long.MAX_VALUE})
    void hasNoOrderOfAnotherTenantNorOneThatIsNot(long id) {
        refund(accessToken("orders:refund"), id)
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .json("""
                        {"title": "Not Found", "status": 404, "detail": "There is no such order.", "error": "no_such_order"}""");

        assertThat(list("south"))
                .filteredOn(order -> Objects.equals(order.id(), id))
                .extracting(Order::status)
                .doesNotContain(Order.Status.REFUNDED);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /api/orders,          orders:write orders:refund invoices:read",
        "POST, /api/orders,          orders:read orders:refund",
        "POST, /api/orders/2/refund, orders:read orders:write ORDERS:REFUND refund",
    })
    void needsTheScopeOfTheCall(String method, String path, String otherScopes) {
        service.method(HttpMethod.valueOf(method))
                .uri(path)
                .headers(headers -> headers.setBearerAuth(accessToken(otherScopes)))
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"item\": \"Bell\", \"amount\": 1}")
                .exchange()
                .expectStatus()
                .isForbidden()
                .expectHeader()
                .valueEquals(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"orders\", error=\"insufficient_scope\"")
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .json("{\"status\": 403, \"error\": \"insufficient_scope\"}");
    }

    private long placed() {
        var order = place(accessToken("orders:write"), "{\"item\": \"Bell\", \"amount\": 5}")
                .returnResult(Order.class)
                .getResponseBody();
        return Objects.requireNonNull(Objects.requireNonNull(order).id());
    }

    private List<Order> list(String tenant) {
        var orders = get(signed(claims("orders:read").claim(TENANT, tenant)))
                .expectStatus()
                .isOk()
                .returnResult(new ParameterizedTypeReference<List<Order>>() {});
        return Objects.requireNonNull(orders.getResponseBody());
    }

    private RestTestClient.ResponseSpec get(String token) {
        return service.get()
                .uri("/api/orders")
                .headers(headers -> headers.setBearerAuth(token))
                .exchange();
    }

    private RestTestClient.ResponseSpec place(String token, String body) {
        return service.post()
                .uri("/api/orders")
                .headers(headers -> headers.setBearerAuth(token))
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    private RestTestClient.ResponseSpec refund(String token, long id) {
        return service.post()
                .uri("/api/orders/{id}/refund", id)
                .headers(headers -> headers.setBearerAuth(token))
                .exchange();
    }
}
