package dev.sallyport.invoices;

import static java.util.Objects.requireNonNull;

import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Who calls, and for which tenant: what the issuer says, never what the request asks for.
 *
 * @param subject lasting name of a person or a program
 * @param tenant whose invoices these are; from a private claim
 */
record Caller(String subject, String tenant) {

    private static final String TENANT = "https://sallyport.dev/claims/tenant";

    static Caller of(Jwt token) {
        if (token.getClaims().get(TENANT) instanceof String tenant && !tenant.isBlank()) {
            return new Caller(requireNonNull(token.getSubject()), tenant);
        }
        throw Refusal.noTenant();
    }
}
