package dev.sallyport.realm.cli;

import dev.sallyport.realm.apply.Stopped;
import dev.sallyport.realm.drift.Drift;
import dev.sallyport.realm.live.LiveRealm;
import dev.sallyport.realm.live.RealmReader;
import dev.sallyport.realm.plan.Plan;
import dev.sallyport.realm.plan.PlanJson;
import dev.sallyport.realm.plan.PlanText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what somebody changed by hand. */
@Command(
        name = "drift",
        description = "Say what was changed by hand since the last apply. It needs no files.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:nothing", "1:it cannot be said", "2:something"})
final class DriftCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "REALM", description = "The realm.")
    private String realm = "";

    @Mixin
    private KeycloakOption keycloak = new KeycloakOption();

    @Mixin
    private Terminal terminal = new Terminal();

    @Option(names = "--json", description = "For machines.")
    private boolean json;

    @Override
    public Integer call() {
        var seen = new RealmReader(keycloak.api(), realm, Set.of())
                .read()
                .orElseThrow(() -> new Stopped("There is no realm " + realm));
        if (!seen.applied().ever()) {
            throw new Stopped("Nothing was applied to the realm " + realm + " yet: apply to it, or adopt it");
        }
        var drift = Drift.of(realm, seen);
        var lines = json ? List.of(json(seen, drift)) : text(seen, drift);
        Terminal.print(spec, lines);
        return drift.isEmpty() ? 0 : PlanCommand.CHANGES;
    }

    private List<String> text(LiveRealm seen, Plan drift) {
        var lines = new ArrayList<String>();
        if (!seen.applied().complete()) {
            lines.addAll(List.of("The last apply did not finish: plan says what is left of it.", ""));
        }
        if (!Drift.seesAll(seen)) {
            lines.addAll(List.of(
                    "Keycloak was %s at the last apply, and is %s: what the files do not declare"
                            .formatted(seen.applied().keycloak(), seen.keycloak()),
                    "is not looked at until the next apply.",
                    ""));
        }
        lines.addAll(PlanText.ofDrift(drift, terminal.style()));
        return lines;
    }

    private static String json(LiveRealm seen, Plan drift) {
        return PlanJson.withFingerprint(drift)
                .put("complete", seen.applied().complete())
                .put("seesAll", Drift.seesAll(seen))
                .toPrettyString();
    }
}
