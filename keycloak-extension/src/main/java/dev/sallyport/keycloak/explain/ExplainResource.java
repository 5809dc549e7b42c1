package dev.sallyport.keycloak.explain;

import dev.sallyport.keycloak.explain.Answer.Read;
import dev.sallyport.keycloak.rule.InvalidRule;
import dev.sallyport.keycloak.scope.ProposedRule;
import dev.sallyport.keycloak.scope.Scopes;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * Explains decisions, as if someone signed in now, to administrators who may view this user. Rules are shown to those who
 * may view client scopes, and values to those who may see them elsewhere too.
 */
public final class ExplainResource {

    private static final String TEXT = "text/plain;charset=UTF-8";

    private final KeycloakSession keycloak;
    private final RealmModel realm;
    private final AdminPermissionEvaluator permissions;
    private final Found found;

    ExplainResource(KeycloakSession keycloak, RealmModel realm, AdminPermissionEvaluator permissions) {
        this.keycloak = keycloak;
        this.realm = realm;
        this.permissions = permissions;
        this.found = new Found(keycloak, realm, permissions);
    }

    /**
     * Which domain scopes a user has at a client, and why.
     *
     * @param user name or id
     * @param client {@code client_id} or id
     * @param scope what is asked for; all that the client may ask for, if absent
     */
    @GET
    @Path("explain")
    @Produces(MediaType.APPLICATION_JSON)
    public Response explain(
            @QueryParam("user") @Nullable String user,
            @QueryParam("client") @Nullable String client,
            @QueryParam("scope") @Nullable String scope) {
        return unstored(answer(user, client, scope), MediaType.APPLICATION_JSON);
    }

    /** The same for people to read. */
    @GET
    @Path("explain")
    @Produces(MediaType.TEXT_PLAIN)
    public Response explainAsText(
            @QueryParam("user") @Nullable String user,
            @QueryParam("client") @Nullable String client,
            @QueryParam("scope") @Nullable String scope) {
        return unstored(new Text(answer(user, client, scope)).toString(), TEXT);
    }

    /**
     * Which users have a domain scope at a client. A page looks through some users, and says where the next one begins.
     *
     * @param first how many users were looked through before
     * @param max how many to look through at most, up to 1000
     */
    @GET
    @Path("holders")
    @Produces(MediaType.APPLICATION_JSON)
    public Response holders(
            @QueryParam("client") @Nullable String client,
            @QueryParam("scope") @Nullable String scope,
            @QueryParam("first") @Nullable String first,
            @QueryParam("max") @Nullable String max) {
        permissions.users().requireView();
        var page = UserPage.of(keycloak, realm, first, max);
        var at = found.client(client);
        return unstored(new Holders(page, at, found.domainScope(scope, at)), MediaType.APPLICATION_JSON);
    }

    /**
     * How many users another rule would give a domain scope at a client, and how many it would take it from. For those who
     * could save the rule: it may read anything of users.
     *
     * @param first how many users were looked through before
     * @param max how many to look through at most, up to 1000
     */
    @POST
    @Path("compare")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response compare(
            Comparison.@Nullable Proposal proposal,
            @QueryParam("first") @Nullable String first,
            @QueryParam("max") @Nullable String max) {
        permissions.users().requireView();
        permissions.clients().requireManageClientScopes();
        if (proposal == null) {
            throw new BadRequestException("There is no proposal");
        }
        var page = UserPage.of(keycloak, realm, first, max);
        var scope = Found.required("scope", proposal.scope());
        var rule = proposed(scope, Found.required("rule", proposal.rule()));
        var comparison = new Comparison(page, found.client(proposal.client()), scope, rule);
        return unstored(comparison.answer(), MediaType.APPLICATION_JSON);
    }

    private ProposedRule proposed(String scope, String rule) {
        try {
            return ProposedRule.of(realm.getName(), scope, rule);
        } catch (InvalidRule invalid) {
            throw new BadRequestException(invalid.getMessage());
        }
    }

    private Answer answer(@Nullable String user, @Nullable String clientId, @Nullable String scope) {
        var person = found.user(user);
        var client = found.client(clientId);
        var asked = scope == null ? all(client) : found.scopes(scope, client);
        var signIn = SignIn.of(keycloak, realm, person, client, asked.toString());
        var explanation = signIn.explanation();
        var visible = new Visible(keycloak, permissions, person, client);
        var scopes = explanation.all(asked).stream()
                .map(about ->
                        Answer.Scope.of(about, mention -> Read.of(mention, explanation.facts(), visible), visible))
                .toList();
        return new Answer(person.getUsername(), person.isEnabled(), client.getClientId(), asked.toString(), scopes);
    }

    private static Scopes all(ClientModel client) {
        return Scopes.of("openid").with(client.getClientScopes(false).keySet());
    }

    private static Response unstored(Object body, String type) {
        return Response.ok(body, type).header("Cache-Control", "no-store").build();
    }
}
