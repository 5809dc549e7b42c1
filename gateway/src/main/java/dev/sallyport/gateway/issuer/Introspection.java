package dev.sallyport.gateway.issuer;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.text.ParseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import reactor.core.publisher.Mono;

/** Asks the issuer what an access token is good for that nobody else can read (RFC 7662). */
@Component
public final class Introspection {

    private static final Logger log = LoggerFactory.getLogger(Introspection.class);

    private final Issuer issuer;
    private final IssuerForms forms;

    Introspection(Issuer issuer, IssuerForms forms) {
        this.issuer = issuer;
        this.forms = forms;
    }

    /**
     * What the issuer says of a token that is active. Fails with {@link UnacceptableToken}, or with
     * {@link IssuerUnavailable} if the issuer said neither yes nor no; a refusal to tell us is logged and is no answer.
     *
     * @param fresh whether the issuer gave it just now, so that nobody else made us ask
     */
    public Mono<JWTClaimsSet> of(String token, boolean fresh) {
        return issuer.provider()
                .flatMap(provider -> fresh
                        ? forms.ask(provider, endpoint(provider), form(token), String.class)
                        : forms.askForAnybody(provider, endpoint(provider), form(token), String.class))
                .map(Introspection::active)
                .onErrorMap(IssuerRefused.class, Introspection::undecided);
    }

    private static URI endpoint(Provider provider) {
        if (provider.introspection() == null) {
            throw new UnacceptableToken("opaque, and the issuer has no introspection endpoint");
        }
        return provider.introspection();
    }

    private static LinkedMultiValueMap<String, String> form(String token) {
        var form = new LinkedMultiValueMap<String, String>();
        form.add("token", token);
        form.add("token_type_hint", "access_token");
        return form;
    }

    static JWTClaimsSet active(String json) {
        try {
            var answer = JWTClaimsSet.parse(JsonText.object(json));
            if (!Boolean.TRUE.equals(answer.getClaim("active"))) {
                throw new UnacceptableToken("not active");
            }
            return answer;
        } catch (ParseException malformed) {
            throw new IssuerUnavailable("No introspection response", malformed);
        }
    }

    private static IssuerUnavailable undecided(IssuerRefused refused) {
        log.atError().addKeyValue("reason", refused.getMessage()).log("introspection refused to this client");
        return new IssuerUnavailable("No introspection", refused);
    }
}
