package dev.sallyport.realm.cli;

import dev.sallyport.realm.apply.ManagedRealm;
import dev.sallyport.realm.apply.Progress;
import dev.sallyport.realm.apply.Snapshot;
import dev.sallyport.realm.apply.Stopped;
import dev.sallyport.realm.live.LiveRealm;
import dev.sallyport.realm.plan.Items;
import dev.sallyport.realm.plan.Plan;
import dev.sallyport.realm.plan.PlanText;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a realm as the files say. */
@Command(
        name = "apply",
        description = "Show the plan, ask, and carry it out.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the realm is as the files say", "1:it is not"})
final class ApplyCommand implements Callable<Integer> {

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
    private ProtectOption protect = new ProtectOption();

    @Mixin
    private Terminal terminal = new Terminal();

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(
            names = "--expect",
            paramLabel = "FINGERPRINT",
            description =
                    "Go on only if the plan is the one that was reviewed: its fingerprint, which plan --json tells.")
    private @Nullable String expected;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "How long to wait for another apply: ${DEFAULT-VALUE}.")
    private long patience;

    @Override
    public Integer call() throws Exception {
        var realm = new ManagedRealm(keycloak.api(), files.desired(), scope.prune(), scope.renames());
        var seen = realm.look();
        Terminal.print(spec, PlanText.of(seen.plan(), terminal.style()));
        if (seen.plan().isEmpty()) {
            realm.settle(seen, holder(), Duration.ofSeconds(patience));
            return 0;
        }
        check(seen);
        if (!yes && !confirmed()) {
            throw new Stopped("Nothing was changed");
        }
        return carryOut(realm, seen);
    }

    private void check(Snapshot seen) {
        var plan = seen.plan();
        if (expected != null && !expected.equals(plan.fingerprint())) {
            throw new Stopped("This is not the plan that was expected: " + plan.fingerprint() + " and not " + expected);
        }
        protect.check(plan, seen.live().map(LiveRealm::items).orElseGet(Items::none));
    }

    private static boolean confirmed() {
        var console = Terminal.console().orElseThrow(() -> new Stopped("There is no terminal to ask in: say --yes"));
        return "yes".equals(console.readLine("%nDo this? Only \"yes\" will do it: "));
    }

    private int carryOut(ManagedRealm realm, Snapshot seen) {
        var left = applied(realm, seen);
        if (left.isEmpty()) {
            Terminal.print(spec, List.of("Done: the realm " + left.realm() + " is as the files say."));
            return 0;
        }
        Terminal.print(spec, List.of("All was carried out, and yet this is left:", ""));
        Terminal.print(spec, PlanText.of(left, terminal.style()));
        return RealmCommand.FAILED;
    }

    private Plan applied(ManagedRealm realm, Snapshot seen) {
        var progress =
                Terminal.isInteractive() ? new ProgressBar(spec.commandLine().getOut()) : Progress.SILENT;
        try {
            return realm.apply(seen, holder(), Duration.ofSeconds(patience), progress);
        } finally {
            progress.end();
        }
    }

    static String holder() {
        return System.getProperty("user.name") + ", process "
                + ProcessHandle.current().pid();
    }
}
