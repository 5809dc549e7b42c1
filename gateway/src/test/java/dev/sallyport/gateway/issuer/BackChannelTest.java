package dev.sallyport.gateway.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackChannelTest {

    private final BackChannel backChannel =
            new BackChannel("https://login.example/realms/shop", "http://keycloak:8080/realms/shop");

    @Test
    void leadsToTheIssuersInnerAddress() {
        var revocation = URI.create("https://login.example/realms/shop/protocol/openid-connect/revoke?a=%20");

        assertThat(backChannel.reached(revocation))
                .isEqualTo(URI.create("http://keycloak:8080/realms/shop/protocol/openid-connect/revoke?a=%20"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.example/realms/shop-2/protocol/openid-connect/token",
                "https://login.example.evil/realms/shop/token",
                "http://keycloak:8080/realms/shop/protocol/openid-connect/token"
            })
    void leavesEveryOtherAddressAlone(String address) {
        assertThat(backChannel.reached(URI.create(address))).isEqualTo(URI.create(address));
    }
}
