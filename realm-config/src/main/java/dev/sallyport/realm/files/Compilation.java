package dev.sallyport.realm.files;

import dev.sallyport.keycloak.scope.ProtocolScopes;
import dev.sallyport.realm.files.Tree.Mapping;
import dev.sallyport.realm.files.Tree.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Turns our short forms into what Keycloak knows, and marks what is ours. */
final class Compilation {

    private static final List<String> OURS =
            List.of("domains", "claims", "editableAttributes", "access", "sources", "userProfile", Secrets.ALLOWED);

    private static final String PROFILE = "org.keycloak.userprofile.UserProfileProvider";

    private final Mapping written;
    private final Domains domains;
    private final List<Finding> findings;

    Compilation(Mapping written, List<Finding> findings) {
        this.written = written;
        this.domains = new Domains(written.mapping("domains"));
        this.findings = findings;
    }

    Mapping compiled() {
        checkNames();
        var bare = written;
        for (var ours : OURS) {
            bare = bare.without(ours);
        }
        var whole = new Layers(Layers.How.BESIDE, findings).join(bare, made());
        if (written.get("access").isPresent()) {
            var access = new Access(written.mapping("access"), domains, findings);
            whole = whole.with("clients", access.in(whole.list("clients")));
        }
        return Marks.on(withScopesOfKeycloak(withDefaultScope(whole)));
    }

    /** A domain's marker is a client scope of its name: it must not be one that does something else. */
    private void checkNames() {
        written.mapping("domains").entries().forEach((name, entry) -> {
            if (name.equals(Domains.RULES)) {
                findings.add(Finding.error(
                        entry.place(), "no domain can be called '" + name + "': the scope that runs the rules is"));
            } else if (BuiltIn.CLIENT_SCOPES.contains(name) || ProtocolScopes.contain(name)) {
                findings.add(Finding.error(
                        entry.place(),
                        "no domain can be called '" + name + "': a scope of OpenID Connect or of Keycloak is"));
            }
        });
    }

    /** The grant rules, by scope. */
    Map<String, WrittenRule> grants() {
        return written(domains.rules());
    }

    /** The claim rules, by claim. */
    Map<String, WrittenRule> claims() {
        var rules = new LinkedHashMap<String, Tree.Scalar>();
        written.mapping("claims").values().forEach((name, claim) -> {
            if (RulesScope.rule(claim) instanceof Tree.Scalar rule) {
                rules.put(name, rule);
            }
        });
        return written(rules);
    }

    private static Map<String, WrittenRule> written(Map<String, Tree.Scalar> rules) {
        var written = new LinkedHashMap<String, WrittenRule>();
        rules.forEach((name, rule) -> written.put(name, WrittenRule.of(rule)));
        return written;
    }

    private Mapping made() {
        var made = Mapping.at(written.place());
        if (hasRules()) {
            var rules = new RulesScope(
                    domains,
                    written.mapping("claims"),
                    written.list("editableAttributes").texts());
            var scopes = new ArrayList<>(List.of(rules.clientScope()));
            scopes.addAll(domains.clientScopes());
            made = made.with("clientScopes", Sequence.of(domains.place(), scopes));
        }
        if (!domains.texts().isEmpty()) {
            made = made.with("localizationTexts", texts());
        }
        var components = components();
        return components.entries().isEmpty() ? made : made.with("components", components);
    }

    private boolean hasRules() {
        return !domains.isEmpty() || written.get("claims").isPresent();
    }

    /** Clients that somebody makes in the console run the rules too. */
    private Mapping withDefaultScope(Mapping realm) {
        var key = "defaultDefaultClientScopes";
        var defaults = realm.list(key);
        return !hasRules() || defaults.texts().contains(Domains.RULES)
                ? realm
                : realm.with(key, defaults.plus(List.of(Tree.Scalar.of(domains.place(), Domains.RULES))));
    }

    /** A new realm gets them by itself only when its file names no client scope, and ours are some. */
    private Mapping withScopesOfKeycloak(Mapping realm) {
        var key = "CreateDefaultClientScopes";
        var attributes = realm.mapping("attributes");
        return !hasRules()
                        || written.get("clientScopes").isPresent()
                        || attributes.get(key).isPresent()
                ? realm
                : realm.with("attributes", attributes.with(key, "true"));
    }

    private Mapping texts() {
        var texts = Mapping.at(domains.place());
        for (var language : domains.texts().entrySet()) {
            texts = texts.with(language.getKey(), of(language.getValue()));
        }
        return texts;
    }

    private Mapping of(Map<String, Tree.Scalar> texts) {
        var entries = new LinkedHashMap<String, Tree.Entry>();
        texts.forEach((key, text) -> entries.put(key, new Tree.Entry(text.place(), text)));
        return new Mapping(domains.place(), entries);
    }

    private Mapping components() {
        var components = Mapping.at(written.place());
        var sources = written.mapping("sources");
        if (!sources.entries().isEmpty()) {
            components = components.with(Sources.TYPE, Sequence.of(sources.place(), Sources.components(sources)));
        }
        return written.get("userProfile").isPresent()
                ? components.with(PROFILE, profile(written.mapping("userProfile")))
                : components;
    }

    private static Sequence profile(Mapping profile) {
        var json = JsonMapper.shared().writeValueAsString(Json.of(profile));
        var config = Mapping.at(profile.place())
                .with(
                        "kc.user.profile.config",
                        Sequence.of(profile.place(), List.of(Tree.Scalar.of(profile.place(), json))));
        return Sequence.of(
                profile.place(),
                List.of(Mapping.at(profile.place())
                        .with("providerId", "declarative-user-profile")
                        .with("config", config)));
    }
}
