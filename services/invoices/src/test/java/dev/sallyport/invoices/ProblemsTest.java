package dev.sallyport.invoices;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

@RunningService
class ProblemsTest {

    @Autowired
    RestTestClient service;

    @LocalServerPort
    int port;

    @ParameterizedTest
    @CsvSource({
        "GET,    /,                      404, application/json, text/html",
        "GET,    /nothing/here,          404, application/json, */*",
        "GET,    /error,                 404, application/json, text/html",
        "GET,    /api/invoices/;x=1,       400, application/json, text/html",
        "GET,    /api//invoices,           400, application/json, */*",
        "DELETE, /api/invoices,            405, application/json, */*",
        "GET,    /api/invoices,            406, application/json, text/html",
        "POST,   /api/invoices,              405, application/json, */*",
        "POST,   /api/invoices/one/approve, 400, application/json, */*",
        "GET,    /actuator,              404, application/json, */*",
        "GET,    /actuator/env,          404, application/json, */*",
    })
    void areTheAnswerToEveryMistake(String method, String path, int status, String sent, String wanted) {
        service.method(HttpMethod.valueOf(method))
                .uri(URI.create("http://localhost:" + port + path))
                .headers(headers -> headers.setBearerAuth(StubIssuer.accessToken("invoices:read", "invoices:approve")))
                .header(HttpHeaders.CONTENT_TYPE, sent)
                .header(HttpHeaders.ACCEPT, wanted)
                .body("{}")
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody(String.class)
                .value(problem -> assertThat(problem)
                        .contains("\"status\":" + status, "\"instance\":\"" + path + "\"")
                        .doesNotContain("xception", "springframework", "static resource", "trace"));
    }
}
