package dev.sallyport.gateway.check;

import dev.sallyport.gateway.proxy.TrustedProxies;
import dev.sallyport.gateway.settings.StartCheck;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.cloud.gateway.config.GatewayProperties;
import org.springframework.cloud.gateway.config.GlobalCorsProperties;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.core.env.ConfigurableEnvironment;

/** Of the gateway's application, what reads its configuration: the same properties, held to the same at start. */
@ComponentScan(
        basePackages = "dev.sallyport.gateway",
        useDefaultFilters = false,
        includeFilters = @Filter(StartCheck.class))
@ConfigurationPropertiesScan("dev.sallyport.gateway")
@EnableConfigurationProperties({
    GatewayProperties.class,
    GlobalCorsProperties.class,
    OAuth2ClientProperties.class,
    ServerProperties.class
})
class Posture {

    private final ConfigurableEnvironment environment;
    private final GatewayProperties gateway;
    private final GlobalCorsProperties cors;
    private final OAuth2ClientProperties clients;
    private final ServerProperties server;
    private final TrustedProxies trusted;

    Posture(
            ConfigurableEnvironment environment,
            GatewayProperties gateway,
            GlobalCorsProperties cors,
            OAuth2ClientProperties clients,
            ServerProperties server,
            TrustedProxies trusted) {
        this.environment = environment;
        this.gateway = gateway;
        this.cors = cors;
        this.clients = clients;
        this.server = server;
        this.trusted = trusted;
    }

    /** Warnings first. */
    List<Finding> findings() {
        return Stream.of(
                        IssuerPosture.of(clients, environment),
                        RoutePosture.of(gateway, cors, trusted),
                        SecretPosture.of(environment),
                        ServerPosture.of(server, environment))
                .flatMap(findings -> findings)
                .sorted(Comparator.comparing(Finding::weight))
                .toList();
    }
}
