package dev.sallyport.invoices;

import static org.springframework.security.config.Customizer.withDefaults;

import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.SessionManagementConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.resource.OAuth2ResourceServerConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** All but health and the API's description needs an access token; which scope a call needs stands at the call. */
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
class SecurityConfiguration {

    private final HandlerExceptionResolver problems;
    private final String issuer;

    SecurityConfiguration(
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems,
            @Value("${spring.security.oauth2.resourceserver.jwt.issuer-uri}") String issuer) {
        this.problems = problems;
        this.issuer = issuer;
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http) {
        return http.authorizeHttpRequests(SecurityConfiguration::accessRules)
                .oauth2ResourceServer(this::bearerTokens)
                .addFilterBefore(new IssuerAwayFilter(problems), BearerTokenAuthenticationFilter.class)
                .csrf(AbstractHttpConfigurer::disable) // no cookie counts here
                .sessionManagement(SecurityConfiguration::noSession)
                .build();
    }

    private static void accessRules(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
        requests.requestMatchers(
                        HttpMethod.GET, "/openapi.yaml", "/actuator/health/liveness", "/actuator/health/readiness")
                .permitAll();
        requests.anyRequest().authenticated();
    }

    private void bearerTokens(OAuth2ResourceServerConfigurer<HttpSecurity> bearer) {
        bearer.jwt(withDefaults());
        bearer.authenticationEntryPoint(
                (request, response, refused) -> problems.resolveException(request, response, null, refused));
        bearer.protectedResourceMetadata(
                about -> about.protectedResourceMetadataCustomizer(metadata -> metadata.resourceName("invoices")
                        .authorizationServer(issuer)
                        .tlsClientCertificateBoundAccessTokens(false)));
    }

    private static void noSession(SessionManagementConfigurer<HttpSecurity> session) {
        session.sessionCreationPolicy(SessionCreationPolicy.STATELESS);
    }
}
