package dev.sallyport.peer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.client.web.server.ServerOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.server.WebSessionServerOAuth2AuthorizedClientRepository;
import org.springframework.session.data.redis.config.annotation.web.server.EnableRedisWebSession;

/** Spring Cloud Gateway with Spring Security's login and TokenRelay, sessions in Redis by Spring Session. */
@SpringBootApplication
@EnableRedisWebSession
class Peer {

    static void main(String[] arguments) {
        SpringApplication.run(Peer.class, arguments);
    }

    /** Without it the tokens stay in this process's memory, and only who it is goes to Redis. */
    @Bean
    ServerOAuth2AuthorizedClientRepository authorizedClients() {
        return new WebSessionServerOAuth2AuthorizedClientRepository();
    }
}
