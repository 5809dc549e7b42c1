package dev.sallyport.peer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Spring Cloud Gateway and nothing else: what the others are compared with. */
@SpringBootApplication
class Peer {

    static void main(String[] arguments) {
        SpringApplication.run(Peer.class, arguments);
    }
}
