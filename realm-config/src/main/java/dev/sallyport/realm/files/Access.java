package dev.sallyport.realm.files;

import dev.sallyport.realm.files.Tree.Mapping;
import dev.sallyport.realm.files.Tree.Scalar;
import dev.sallyport.realm.files.Tree.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Our {@code access}: the optional scopes of clients, and the scope {@code domain} by default. */
final class Access {

    /** What Keycloak gives to a client that names none. */
    private static final List<String> DEFAULT = List.of("web-origins", "acr", "profile", "roles", "basic", "email");

    private static final List<String> OPTIONAL =
            List.of("address", "phone", "organization", "offline_access", "microprofile-jwt");

    private final Mapping access;
    private final Domains domains;
    private final List<Finding> findings;

    Access(Mapping access, Domains domains, List<Finding> findings) {
        this.access = access;
        this.domains = domains;
        this.findings = findings;
    }

    /** The clients with what they may ask for. */
    Sequence in(Sequence clients) {
        var named = clients.mappings().stream()
                .flatMap(client -> client.text("clientId").stream())
                .toList();
        access.entries().forEach((client, entry) -> {
            if (!named.contains(client)) {
                findings.add(Finding.error(
                        entry.place(), "the files have no client '" + client + "'" + Nearest.hint(client, named)));
            }
        });
        return Sequence.of(
                clients.place(), clients.items().stream().map(this::in).toList());
    }

    private Tree in(Tree client) {
        return client instanceof Mapping mapping
                ? mapping.text("clientId")
                        .flatMap(access::get)
                        .filter(Sequence.class::isInstance)
                        .<Tree>map(asks -> in(mapping, (Sequence) asks))
                        .orElse(mapping)
                : client;
    }

    private Mapping in(Mapping client, Sequence asks) {
        return client.with(
                        "defaultClientScopes",
                        list(client, "defaultClientScopes", DEFAULT, Set.of(Domains.RULES), asks))
                .with("optionalClientScopes", list(client, "optionalClientScopes", OPTIONAL, optional(asks), asks));
    }

    private static Sequence list(Mapping client, String key, List<String> usual, Set<String> more, Sequence asks) {
        var usually = usual.stream().map(name -> Scalar.of(asks.place(), name)).toList();
        var written = client.get(key).isPresent() ? client.list(key) : Sequence.of(asks.place(), usually);
        var missing = more.stream().filter(name -> !written.texts().contains(name));
        return written.plus(missing.map(name -> Scalar.of(asks.place(), name)).toList());
    }

    /** In the order in which the domains are written. */
    private Set<String> optional(Sequence asks) {
        var wanted = new ArrayList<String>();
        asks.items().forEach(item -> {
            if (item instanceof Scalar name) {
                wanted.addAll(scopes(name));
            }
        });
        var ordered = new LinkedHashSet<String>();
        domains.scopes()
                .forEach((domain, scopes) -> Stream.concat(Stream.of(domain), scopes.stream())
                        .filter(wanted::contains)
                        .forEach(ordered::add));
        return ordered;
    }

    /** A domain is its marker and all of its scopes; a scope comes with its marker. */
    private List<String> scopes(Scalar name) {
        var whole = domains.scopes().get(name.text());
        if (whole != null) {
            return Stream.concat(Stream.of(name.text()), whole.stream()).toList();
        }
        var domain = domainOf(name.text());
        if (domain.isEmpty()) {
            var names = domains.scopes().entrySet().stream()
                    .flatMap(one -> Stream.concat(Stream.of(one.getKey()), one.getValue().stream()))
                    .toList();
            findings.add(Finding.error(
                    name.place(), "no domain has '" + name.text() + "'" + Nearest.hint(name.text(), names)));
        }
        return domain.map(marker -> List.of(marker, name.text())).orElse(List.of());
    }

    private Optional<String> domainOf(String scope) {
        return domains.scopes().entrySet().stream()
                .filter(domain -> domain.getValue().contains(scope))
                .map(java.util.Map.Entry::getKey)
                .findFirst();
    }
}
