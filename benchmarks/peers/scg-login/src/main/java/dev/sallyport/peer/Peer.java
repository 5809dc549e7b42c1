package dev.sallyport.peer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Spring Cloud Gateway with Spring Security's login and TokenRelay, sessions in memory. */
@SpringBootApplication
class Peer {

    static void main(String[] arguments) {
        SpringApplication.run(Peer.class, arguments);
    }
}
