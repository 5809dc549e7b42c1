package dev.sallyport.realm.check;

import static java.util.stream.Collectors.toCollection;

import dev.sallyport.realm.check.Checked.Part;
import dev.sallyport.realm.files.BuiltIn;
import dev.sallyport.realm.files.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names of authentication flows, of their settings and of identity providers that the files use and nobody has. */
final class FlowCheck {

    private static final List<String> OF_REALM = List.of(
            "browserFlow",
            "registrationFlow",
            "directGrantFlow",
            "resetCredentialsFlow",
            "clientAuthenticationFlow",
            "dockerAuthenticationFlow",
            "firstBrokerLoginFlow");

    private static final List<String> OF_PROVIDERS = List.of("firstBrokerLoginFlowAlias", "postBrokerLoginFlowAlias");

    /** What a client's export calls a flow by, if the flow itself is not exported: it is of another server. */
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Checked checked;
    private final SortedSet<String> flows;
    private final SortedSet<String> settings;
    private final SortedSet<String> providers;
    private final List<Finding> findings = new ArrayList<>();

    private FlowCheck(Checked checked) {
        this.checked = checked;
        this.flows = names("authenticationFlows");
        this.settings = names("authenticatorConfig");
        this.providers = names("identityProviders");
        this.flows.addAll(BuiltIn.FLOWS);
    }

    static List<Finding> findings(Checked checked) {
        var check = new FlowCheck(checked);
        var realm = checked.realm();
        check.flows(realm, OF_REALM);
        checked.clients()
                .forEach(client -> client.get("authenticationFlowBindingOverrides")
                        .fields()
                        .forEach(check::flow));
        realm.get("authenticationFlows").items().stream()
                .flatMap(flow -> flow.get("authenticationExecutions").items().stream())
                .forEach(check::step);
        realm.get("identityProviders").items().forEach(provider -> check.flows(provider, OF_PROVIDERS));
        realm.get("identityProviderMappers")
                .items()
                .forEach(mapper -> check.provider(mapper.get("identityProviderAlias")));
        realm.get("organizations").items().stream()
                .flatMap(organization -> organization.get("identityProviders").items().stream())
                .forEach(provider -> check.provider(provider.get("alias")));
        return check.findings;
    }

    private void step(Part step) {
        flow(step.get("flowAlias"));
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

    private SortedSet<String> names(String list) {
        return checked.realm().get(list).items().stream()
                .flatMap(one -> Stream.of(one.text("alias"), one.text("id")))
                .filter(name -> !name.isEmpty())
                .collect(toCollection(TreeSet::new));
    }
}
