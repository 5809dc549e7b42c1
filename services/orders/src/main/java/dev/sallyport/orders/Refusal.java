package dev.sallyport.orders;

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

    static Refusal noSuchOrder() {
        return new Refusal(HttpStatus.NOT_FOUND, "no_such_order", "There is no such order.");
    }

    static Refusal alreadyRefunded() {
        return new Refusal(HttpStatus.CONFLICT, "already_refunded", "This order has been refunded before.");
    }
}
