package dev.sallyport.orders;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the service; it needs {@code SALLYPORT_ISSUER} and nothing else. */
@SpringBootApplication(proxyBeanMethods = false)
class OrdersApplication {

    public static void main(String[] args) {
        SpringApplication.run(OrdersApplication.class, args);
    }
}
