package dev.sallyport.invoices;

import java.math.BigDecimal;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A call that was understood and not done. The problem's {@code error} is for programs, its {@code detail} for people. */
final class Refusal extends ErrorResponseException {

    private Refusal(HttpStatus status, String error, String detail) {
        super(status, ProblemDetail.forStatusAndDetail(status, detail), null);
        getBody().setProperty("error", error);
    }

    static Refusal noTenant() {
        return new Refusal(
                HttpStatus.FORBIDDEN, "no_tenant", "The access token names no tenant, so there is nothing to show.");
    }

    static Refusal noApprovalLimit() {
        return new Refusal(
                HttpStatus.FORBIDDEN, "no_approval_limit", "The access token holds no limit up to which to approve.");
    }

    static Refusal aboveApprovalLimit(BigDecimal amount, ApprovalLimit limit) {
        var detail = "This invoice is for %s euros, and your limit is %s."
                .formatted(amount.toPlainString(), limit.euros().toPlainString());
        var refusal = new Refusal(HttpStatus.FORBIDDEN, "above_approval_limit", detail);
        refusal.getBody().setProperty("amount", amount);
        refusal.getBody().setProperty("limit", limit.euros());
        return refusal;
    }

    static Refusal noSuchInvoice() {
        return new Refusal(HttpStatus.NOT_FOUND, "no_such_invoice", "There is no such invoice.");
    }

    static Refusal alreadyApproved() {
        return new Refusal(HttpStatus.CONFLICT, "already_approved", "This invoice has been approved before.");
    }
}
