package dev.sallyport.keycloak.facts;

import static java.util.Objects.requireNonNullElse;

import dev.sallyport.keycloak.rule.Facts;
import java.time.Instant;
import java.util.List;
import org.keycloak.events.Details;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ImpersonationSessionNote;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.mappers.AcrProtocolMapper;
import org.keycloak.protocol.oidc.mappers.AmrProtocolMapper;
import org.keycloak.services.managers.AuthenticationManager;

/** A login, as Keycloak's own mappers for {@code acr} and {@code amr} see it. */
record SessionFacts(UserSessionModel userSession, AuthenticatedClientSessionModel clientSession)
        implements Facts.Session {

    private static final Acr ACR = new Acr();
    private static final Amr AMR = new Amr();

    @Override
    public String acr() {
        return ACR.of(clientSession);
    }

    @Override
    public List<String> amr() {
        return AMR.of(clientSession);
    }

    @Override
    public String idp() {
        return note(Details.IDENTITY_PROVIDER);
    }

    @Override
    public Instant authTime() {
        var authTime = note(AuthenticationManager.AUTH_TIME);
        return Instant.ofEpochSecond(authTime.isEmpty() ? userSession.getStarted() : Long.parseLong(authTime));
    }

    @Override
    public String impersonator() {
        return note(ImpersonationSessionNote.IMPERSONATOR_USERNAME.toString());
    }

    private String note(String name) {
        return requireNonNullElse(userSession.getNote(name), "");
    }

    private static final class Acr extends AcrProtocolMapper {
        String of(AuthenticatedClientSessionModel clientSession) {
            return getAcr(clientSession);
        }
    }

    private static final class Amr extends AmrProtocolMapper {
        List<String> of(AuthenticatedClientSessionModel clientSession) {
            return getAmr(clientSession, clientSession.getRealm());
        }
    }
}
