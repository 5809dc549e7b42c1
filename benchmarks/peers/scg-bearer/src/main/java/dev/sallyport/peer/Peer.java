package dev.sallyport.peer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;

/** Spring Cloud Gateway with Spring Security's bearer tokens. */
@SpringBootApplication
class Peer {

    static void main(String[] arguments) {
        SpringApplication.run(Peer.class, arguments);
    }

    /** The issuer's access tokens say what they are (RFC 9068). */
    @Bean
    JwtTypeValidator accessTokens() {
        return new JwtTypeValidator("at+jwt");
    }
}
