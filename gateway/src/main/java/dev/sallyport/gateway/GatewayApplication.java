package dev.sallyport.gateway;

import dev.sallyport.gateway.check.ConfigurationCheck;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.data.redis.autoconfigure.DataRedisRepositoriesAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.health.DataRedisHealthContributorAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.health.DataRedisReactiveHealthContributorAutoConfiguration;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.client.autoconfigure.reactive.ReactiveOAuth2ClientAutoConfiguration;
import org.springframework.boot.security.oauth2.client.autoconfigure.reactive.ReactiveOAuth2ClientWebSecurityAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.error.ErrorWebFluxAutoConfiguration;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Logs people in, keeps their tokens, relays to each service a token meant for it.
 *
 * <p>Spring Security's protocol pieces are used, its filter chain is not: on the relay path it costs more than the
 * relay itself, and a request is let through here by its route's filters alone.
 */
@EnableScheduling
@ConfigurationPropertiesScan
@SpringBootApplication(
        exclude = {
            DataRedisReactiveHealthContributorAutoConfiguration.class,
            DataRedisHealthContributorAutoConfiguration.class,
            DataRedisRepositoriesAutoConfiguration.class,
            ErrorWebFluxAutoConfiguration.class,
            ReactiveManagementWebSecurityAutoConfiguration.class,
            ReactiveOAuth2ClientAutoConfiguration.class,
            ReactiveOAuth2ClientWebSecurityAutoConfiguration.class,
            ReactiveUserDetailsServiceAutoConfiguration.class,
            ReactiveWebSecurityAutoConfiguration.class
        })
class GatewayApplication {

    static void main(String[] args) {
        if (args.length > 0 && args[0].equals("check")) {
            System.exit(ConfigurationCheck.run(List.of(args).subList(1, args.length)));
        }
        SpringApplication.run(GatewayApplication.class, args);
    }
}
