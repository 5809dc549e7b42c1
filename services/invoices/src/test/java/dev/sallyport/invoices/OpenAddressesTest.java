package dev.sallyport.invoices;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@RunningService
class OpenAddressesTest {

    @Autowired
    RestTestClient service;

    @Autowired
    @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping endpoints;

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health/liveness", "/actuator/health/readiness"})
    void tellThatTheServiceIsWellAndNoMore(String path) {
        service.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .isEqualTo("{\"status\":\"UP\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/error", "/actuator", "/actuator/health", "/actuator/health/db", "/openapi.yml"})
    void areNoOthers(String path) {
        service.get().uri(path).exchange().expectStatus().isUnauthorized();
    }

    @Test
    void describeEveryCallAndNoOther() {
        var described =
                paths().entrySet().stream().flatMap(OpenAddressesTest::calls).collect(toSet());

        var offered = endpoints.getHandlerMethods().keySet().stream()
                .flatMap(OpenAddressesTest::calls)
                .filter(call -> call.contains(" /api/"))
                .collect(toSet());
        assertThat(described).isEqualTo(offered).hasSizeGreaterThan(2);
    }

    @Test
    void sayWhoIssuesTheTokens() {
        service.get()
                .uri("/.well-known/oauth-protected-resource")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("""
                        {"resource_name": "invoices", "bearer_methods_supported": ["header"],
                         "authorization_servers": ["%s"], "tls_client_certificate_bound_access_tokens": false}""".formatted(StubIssuer.address()));
    }

    @SuppressWarnings("unchecked") // the shape of every OpenAPI document
    private Map<String, Map<String, Object>> paths() {
        var served = service.get()
                .uri("/openapi.yaml")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(MediaType.APPLICATION_YAML)
                .returnResult(byte[].class);
        var yaml = new YamlMapFactoryBean();
        yaml.setResources(new ByteArrayResource(Objects.requireNonNull(served.getResponseBody())));
        return (Map<String, Map<String, Object>>)
                Objects.requireNonNull(Objects.requireNonNull(yaml.getObject()).get("paths"));
    }

    private static Stream<String> calls(Map.Entry<String, Map<String, Object>> path) {
        return path.getValue().keySet().stream().map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey());
    }

    private static Stream<String> calls(RequestMappingInfo endpoint) {
        Set<String> paths = endpoint.getPatternValues();
        return endpoint.getMethodsCondition().getMethods().stream()
                .flatMap(method -> paths.stream().map(path -> method + " " + path));
    }
}
