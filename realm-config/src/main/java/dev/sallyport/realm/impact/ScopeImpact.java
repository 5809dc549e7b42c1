package dev.sallyport.realm.impact;

import java.util.Locale;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What another rule for one scope means for people.
 *
 * @param client where it was tried; empty if no client may ask for the scope, or none yet
 * @param inDomain users with any scope of the domain
 * @param all whether all users were looked at, as far as there is a client to try it at
 */
public record ScopeImpact(
        String scope, String client, int lookedThrough, int inDomain, int gain, int lose, boolean all) {

    @Override
    public String toString() {
        var domain = scope.replaceFirst(":.*", "");
        if (client.isEmpty()) {
            return scope + ": rule changed; no client may ask for it"
                    + (all ? ", so nobody gains or loses it by that" : " yet, so it is not known who will have it");
        }
        var among = all ? "" : String.format(Locale.ROOT, " (among the first %,d users)", lookedThrough);
        return String.format(
                Locale.ROOT,
                "%s: rule changed; of %,d %s with %s access %,d gain, %,d lose it%s",
                scope,
                inDomain,
                inDomain == 1 ? "user" : "users",
                domain,
                gain,
                lose,
                among);
    }

    /** For machines. */
    public ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("scope", scope)
                .put("client", client)
                .put("lookedThrough", lookedThrough)
                .put("inDomain", inDomain)
                .put("gain", gain)
                .put("lose", lose)
                .put("all", all);
    }
}
