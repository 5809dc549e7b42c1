package dev.sallyport.invoices;

import java.math.BigDecimal;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * How much a caller may approve with one invoice: what the issuer says in a private claim.
 *
 * @param euros an invoice of exactly this much is still within it
 */
record ApprovalLimit(BigDecimal euros) {

    private static final String CLAIM = "https://sallyport.dev/claims/approval_limit";

    /** A claim that is not a number is as good as none. */
    static ApprovalLimit of(Jwt token) {
        if (token.getClaims().get(CLAIM) instanceof Number limit) {
            return new ApprovalLimit(new BigDecimal(limit.toString()));
        }
        throw Refusal.noApprovalLimit();
    }
}
