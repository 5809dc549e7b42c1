package dev.sallyport.invoices;

import static org.springframework.core.NestedExceptionUtils.getMostSpecificCause;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.server.resource.BearerTokenError;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Answers every refusal with a problem (RFC 9457), and with a challenge (RFC 6750) where the token was at fault. */
@RestControllerAdvice
final class Problems extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unauthenticated(AuthenticationException refused) {
        if (!(refused instanceof OAuth2AuthenticationException badToken)) {
            return challenge(HttpStatus.UNAUTHORIZED, null, "This call needs an access token.");
        }
        var status =
                badToken.getError() instanceof BearerTokenError error ? error.getHttpStatus() : HttpStatus.UNAUTHORIZED;
        return challenge(status, badToken.getError().getErrorCode(), "The access token is not valid here.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> forbidden(AccessDeniedException refused) {
        return challenge(HttpStatus.FORBIDDEN, "insufficient_scope", "The access token lacks the scope for this call.");
    }

    @ExceptionHandler({AuthenticationServiceException.class, JwtDecoderInitializationException.class})
    ResponseEntity<ProblemDetail> issuerAway(RuntimeException away) {
        log.warn("issuer's keys out of reach: {}", getMostSpecificCause(away).toString());
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, "Access tokens cannot be checked at the moment.");
        return ResponseEntity.status(problem.getStatus())
                .header(HttpHeaders.RETRY_AFTER, "5")
                .body(problem);
    }

    private static ResponseEntity<ProblemDetail> challenge(HttpStatus status, @Nullable String error, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        var challenge = "Bearer realm=\"invoices\"";
        if (error != null) {
            problem.setProperty("error", error);
            challenge += ", error=\"" + error + "\"";
        }
        return ResponseEntity.status(status)
                .header(HttpHeaders.WWW_AUTHENTICATE, challenge)
                .body(problem);
    }

    /** Spring's own words here name the directory of static files. */
    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException missing, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var problem = ProblemDetail.forStatusAndDetail(status, "There is nothing at this address.");
        return handleExceptionInternal(missing, problem, headers, status, request);
    }
}
