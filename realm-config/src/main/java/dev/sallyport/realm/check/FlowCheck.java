package dev.sallyport.realm.check;

import static java.util.stream.Collectors.flatMapping;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;

import dev.sallyport.realm.check.Checked.Part;
import dev.sallyport.realm.files.BuiltIn;
import dev.sallyport.realm.files.Finding;
import dev.sallyport.realm.files.FlowFields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names of authentication flows, of their settings and of identity providers that the files use and nobody has. */
final class FlowCheck {

    /** What a client's export calls a flow by, if the flow itself is not exported: it is of another server. */
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Checked checked;
    private final SortedSet<String> declared;
    private final SortedSet<String> flows;
    private final Map<String, List<String>> below;
    private final SortedSet<String> settings;
    private final SortedSet<String> providers;
    private final List<Finding> findings = new ArrayList<>();

    private FlowCheck(Checked checked) {
        this.checked = checked;
        this.declared = names("authenticationFlows", "alias");
        this.flows = names("authenticationFlows", "id");
        this.flows.addAll(declared);
        this.flows.addAll(BuiltIn.FLOWS);
        this.below = checked.realm().get("authenticationFlows").items().stream()
                .collect(groupingBy(
                        flow -> flow.text("alias"),
                        flatMapping(flow -> executions(flow).map(step -> step.text("flowAlias")), toList())));
        this.settings = names("authenticatorConfig", "alias");
        this.providers = names("identityProviders", "alias");
    }

    static List<Finding> findings(Checked checked) {
        var check = new FlowCheck(checked);
        var realm = checked.realm();
        check.flows(realm, FlowFields.OF_REALM);
        checked.clients()
                .forEach(client -> client.get(FlowFields.OF_CLIENT).fields().forEach(check::flow));
        realm.get("authenticationFlows").items().forEach(check::steps);
        realm.get("identityProviders")
                .items()
                .forEach(provider -> check.flows(provider, FlowFields.OF_IDENTITY_PROVIDER));
        realm.get("identityProviderMappers")
                .items()
                .forEach(mapper -> check.provider(mapper.get("identityProviderAlias")));
        realm.get("organizations").items().stream()
                .flatMap(organization -> organization.get("identityProviders").items().stream())
                .forEach(provider -> check.provider(provider.get("alias")));
        return check.findings;
    }

    private void steps(Part flow) {
        var alias = flow.text("alias");
        executions(flow).forEach(step -> {
            step(step);
            if (runs(step.text("flowAlias"), alias, new HashSet<>())) {
                findings.add(checked.error(
                        step.get("flowAlias"), "the authentication flow '" + alias + "' would run itself"));
            }
        });
    }

    /** Whether a flow is another one, or runs it as a step or within one. */
    private boolean runs(String flow, String other, Set<String> seen) {
        return !flow.isEmpty()
                && (flow.equals(other)
                        || (seen.add(flow)
                                && below.getOrDefault(flow, List.of()).stream()
                                        .anyMatch(inner -> runs(inner, other, seen))));
    }

    private static Stream<Part> executions(Part flow) {
        return flow.get("authenticationExecutions").items().stream();
    }

    /** What a flow runs is a part of it, and so stands beside it. */
    private void step(Part step) {
        known("authentication flow", step.get("flowAlias"), declared);
        known("authenticatorConfig", step.get("authenticatorConfig"), settings);
    }

    private void flows(Part owner, List<String> fields) {
        fields.forEach(field -> flow(owner.get(field)));
    }

    private void flow(Part named) {
        if (!ID.matcher(named.text()).matches()) {
            known("authentication flow", named, flows);
        }
    }

    private void provider(Part named) {
        known("identity provider", named, providers);
    }

    /** What names nothing is no wrong name. */
    private void known(String kind, Part named, SortedSet<String> names) {
        if (!named.text().isEmpty()) {
            checked.unknown(kind, named.text(), named, names).ifPresent(findings::add);
        }
    }

    private SortedSet<String> names(String list, String field) {
        return checked.realm().get(list).items().stream()
                .map(one -> one.text(field))
                .filter(name -> !name.isEmpty())
                .collect(toCollection(TreeSet::new));
    }
}
