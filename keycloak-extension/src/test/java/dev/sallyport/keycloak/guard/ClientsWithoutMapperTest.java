package dev.sallyport.keycloak.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClientsWithoutMapperTest {

    private final ClientsWithoutMapper clients = new ClientsWithoutMapper();

    @Test
    void areReportedOnce() {
        assertThat(clients.isNew("sallyport", "cli")).isTrue();
        assertThat(clients.isNew("sallyport", "cli")).isFalse();
        assertThat(clients.isNew("sallyport", "robot")).isTrue();
        assertThat(clients.isNew("other", "cli")).isTrue();
    }

    @Test
    void areForgottenWhereThereAreTooMany() {
        IntStream.range(0, 1000).forEach(n -> clients.isNew("sallyport", "client-" + n));

        assertThat(clients.isNew("sallyport", "one-more")).isTrue();
        assertThat(clients.isNew("sallyport", "client-0")).isTrue();
    }
}
