package dev.sallyport.invoices;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the service; it needs {@code SALLYPORT_ISSUER} and nothing else. */
@SpringBootApplication(proxyBeanMethods = false)
class InvoicesApplication {

    public static void main(String[] args) {
        SpringApplication.run(InvoicesApplication.class, args);
    }
}
