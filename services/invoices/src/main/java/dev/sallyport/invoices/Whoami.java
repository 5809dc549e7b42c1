package dev.sallyport.invoices;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Shows a caller what arrived here in their name: the claims, and which headers, but no header's value. */
@RestController
class Whoami {

    @GetMapping("/api/invoices/whoami")
    Arrived whoami(@AuthenticationPrincipal Jwt token, @RequestHeader HttpHeaders headers) {
        return new Arrived(claimsAsInTheToken(token), namesOf(headers));
    }

    /** Spring turns the claims that are times into instants; RFC 7519 has them in seconds. */
    private static Map<String, Object> claimsAsInTheToken(Jwt token) {
        var claims = new TreeMap<>(token.getClaims());
        claims.replaceAll((name, value) -> value instanceof Instant time ? time.getEpochSecond() : value);
        return claims;
    }

    private static List<String> namesOf(HttpHeaders headers) {
        return headers.headerNames().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .distinct()
                .sorted()
                .toList();
    }

    record Arrived(Map<String, Object> claims, List<String> headers) {}
}
