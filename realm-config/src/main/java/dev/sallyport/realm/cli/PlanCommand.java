package dev.sallyport.realm.cli;

import dev.sallyport.keycloak.text.OneLine;
import dev.sallyport.realm.admin.AdminApi;
import dev.sallyport.realm.apply.ManagedRealm;
import dev.sallyport.realm.apply.Snapshot;
import dev.sallyport.realm.impact.Impact;
import dev.sallyport.realm.plan.Plan;
import dev.sallyport.realm.plan.PlanJson;
import dev.sallyport.realm.plan.PlanText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what apply would do. */
@Command(
        name = "plan",
        description = "Say what apply would do.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:nothing to do", "1:it cannot be said", "2:there is something to do"})
final class PlanCommand implements Callable<Integer> {

    static final int CHANGES = 2;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private FilesOption files = new FilesOption();

    @Mixin
    private KeycloakOption keycloak = new KeycloakOption();

    @Mixin
    private ScopeOption scope = new ScopeOption();

    @Mixin
    private Terminal terminal = new Terminal();

    @Option(names = "--json", description = "For machines.")
    private boolean json;

    @Option(
            names = "--impact",
            description = "Say how many users gain or lose a scope by changed rules. Takes Sallyport's extension.")
    private boolean impact;

    @Override
    public Integer call() throws Exception {
        var api = keycloak.api();
        var seen = new ManagedRealm(api, files.desired(), scope.prune(), scope.renames()).look();
        var whom = whom(api, seen);
        Terminal.print(spec, json ? List.of(json(seen.plan(), whom)) : text(seen.plan(), whom));
        return seen.plan().isEmpty() ? 0 : CHANGES;
    }

    private Optional<Impact> whom(AdminApi api, Snapshot seen) {
        return seen.live().filter(live -> impact).map(live -> new Impact(api, seen.plan(), live.items()));
    }

    private List<String> text(Plan plan, Optional<Impact> whom) {
        var lines = new ArrayList<>(PlanText.of(plan, terminal.style()));
        var impacts = whom.stream()
                .flatMap(changed -> Stream.concat(changed.scopes().stream(), changed.clients().stream()))
                .map(each -> Page.wrapped("  ", OneLine.whole(each.toString())))
                .toList();
        if (!impacts.isEmpty()) {
            lines.addAll(List.of("", "Whose access changes, as of the users there are now:"));
            lines.addAll(impacts);
        }
        return lines;
    }

    private String json(Plan plan, Optional<Impact> whom) {
        var node = PlanJson.withFingerprint(plan);
        if (impact) {
            var scopes = node.putArray("impact");
            var clients = node.putArray("clients");
            whom.ifPresent(changed -> {
                changed.scopes().forEach(each -> scopes.add(each.json()));
                changed.clients().forEach(each -> clients.add(each.json()));
            });
        }
        return node.toPrettyString();
    }
}
