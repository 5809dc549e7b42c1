package dev.sallyport.realm.files;

import dev.sallyport.realm.files.Tree.Mapping;
import dev.sallyport.realm.files.Tree.Scalar;
import dev.sallyport.realm.files.Tree.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Our {@code domains}: each becomes a marker scope, and a client scope for each of its scopes. */
final class Domains {

    /** The client scope with the mappers of the rules. */
    static final String RULES = "domain";

    private final Mapping written;
    private final List<Mapping> clientScopes = new ArrayList<>();
    private final Map<String, List<String>> scopes = new LinkedHashMap<>();
    private final Map<String, Scalar> rules = new LinkedHashMap<>();
    private final Map<String, Map<String, Scalar>> texts = new LinkedHashMap<>();

    Domains(Mapping written) {
        this.written = written;
        written.entries().forEach((name, entry) -> {
            if (entry.value() instanceof Mapping domain) {
                add(name, entry.place(), domain);
            }
        });
    }

    boolean isEmpty() {
        return written.entries().isEmpty();
    }

    Place place() {
        return written.place();
    }

    /** The client scopes that the domains become. */
    List<Mapping> clientScopes() {
        return List.copyOf(clientScopes);
    }

    /** The names of each domain's scopes, by the domain. */
    Map<String, List<String>> scopes() {
        return scopes;
    }

    /** The grant rules, by the scope that each decides about. */
    Map<String, Scalar> rules() {
        return rules;
    }

    /** What the consent screen says: by language, by the name of the text. */
    Map<String, Map<String, Scalar>> texts() {
        return texts;
    }

    private void add(String name, Place place, Mapping domain) {
        var audience = audience(name, place, domain);
        var described = Description.of(domain.get("description"))
                .plain()
                .orElse("Domain marker: asks for every " + name + ":… scope that the client is assigned");
        var marker =
                Mapping.at(place).with("include.in.token.scope", "false").with("display.on.consent.screen", "false");
        clientScopes.add(clientScope(place, name, Optional.of(described), marker, audience));
        scopes.put(name, new ArrayList<>());
        domain.mapping("scopes").entries().forEach((scope, entry) -> add(name, scope, entry, audience));
    }

    private void add(String domain, String scope, Tree.Entry entry, List<Mapping> audience) {
        var name = domain + ":" + scope;
        var full = entry.value() instanceof Mapping mapping ? mapping : Mapping.at(entry.place());
        var description = Description.of(full.get("description"));
        var attributes = Mapping.at(entry.place()).with("include.in.token.scope", "true");
        var text = consent(name, Description.of(full.get("consent").or(() -> full.get("description"))));
        if (text.isPresent()) {
            attributes = attributes.with("consent.screen.text", text.get());
        }
        clientScopes.add(clientScope(entry.place(), name, description.plain(), attributes, audience));
        scopes.getOrDefault(domain, new ArrayList<>()).add(name);
        if (full.get("grant").orElse(entry.value()) instanceof Scalar rule) {
            rules.put(name, rule);
        }
    }

    private Optional<String> consent(String scope, Description description) {
        if (description.texts().isEmpty()) {
            return description.plain();
        }
        var key = scope.replace(':', '.');
        description
                .texts()
                .forEach((language, text) -> texts.computeIfAbsent(language, first -> new LinkedHashMap<>())
                        .put(key, text));
        return Optional.of("${" + key + "}");
    }

    private static Mapping clientScope(
            Place place, String name, Optional<String> description, Mapping attributes, List<Mapping> mappers) {
        var scope = Mapping.at(place).with("name", name);
        if (description.isPresent()) {
            scope = scope.with("description", description.get());
        }
        return scope.with("protocol", "openid-connect")
                .with("attributes", attributes)
                .with("protocolMappers", Sequence.of(place, mappers));
    }

    private static List<Mapping> audience(String name, Place place, Mapping domain) {
        var written = domain.get("audience").orElse(Scalar.of(place, name));
        var audiences = written instanceof Sequence list ? list.items() : List.of(written);
        return audiences.stream()
                .filter(Scalar.class::isInstance)
                .map(Scalar.class::cast)
                .map(audience -> audienceMapper(audience, audiences.size()))
                .toList();
    }

    private static Mapping audienceMapper(Scalar audience, int count) {
        var kind = audience.text().contains(":") ? "included.custom.audience" : "included.client.audience";
        var config = Mapping.at(audience.place())
                .with(kind, audience)
                .with("access.token.claim", "true")
                .with("introspection.token.claim", "true");
        return Mapping.at(audience.place())
                .with("name", count == 1 ? "audience" : "audience " + audience.text())
                .with("protocol", "openid-connect")
                .with("protocolMapper", "oidc-audience-mapper")
                .with("config", config);
    }
}
