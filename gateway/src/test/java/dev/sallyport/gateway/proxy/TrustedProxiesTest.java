package dev.sallyport.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.gateway.settings.WrongSetting;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.7, 10.0.0.7",
        "10.0.0.0/8, 10.255.255.255",
        "192.168.16.0/20, 192.168.31.255",
        "0.0.0.0/0, 203.0.113.7",
        "10.0.0.7/32, ::ffff:10.0.0.7",
        "::1, 0:0:0:0:0:0:0:1",
        "2001:db8::/33, 2001:db8:7fff::1"
    })
    void trustWhoIsAmongThem(String trusted, String address) {
        assertThat(new TrustedProxies(List.of("198.51.100.1", trusted)).trust(address))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.7, 10.0.0.8",
        "10.0.0.0/8, 11.0.0.0",
        "192.168.16.0/20, 192.168.32.0",
        "0.0.0.0/0, 2001:db8::7",
        "::/0, 203.0.113.7",
        "2001:db8::/33, 2001:db8:8000::1"
    })
    void trustNobodyElse(String trusted, String address) {
        assertThat(new TrustedProxies(List.of(trusted)).trust(address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "proxy.example",
                "localhost",
                "10.0.0",
                "10",
                "10.0.0.256",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "10.0.0.0/a",
                "10.0.0.0/8/8",
                "/8",
                "::/129",
                ":",
                "10\\.0\\..*",
                ".*",
                "10.0.0.7:80",
                "[::1]",
                "0x7f.0.0.1",
                "fe80::1%eth0"
            })
    void areAddressesAndNothingElse(String text) {
        assertThatThrownBy(() -> new TrustedProxies(List.of(text)))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("sallyport.trusted-proxies");
    }
}
