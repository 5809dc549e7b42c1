package dev.sallyport.realm.cli;

import dev.sallyport.realm.apply.ManagedRealm;
import dev.sallyport.realm.apply.Stopped;
import dev.sallyport.realm.plan.Change;
import dev.sallyport.realm.plan.FieldChange;
import dev.sallyport.realm.plan.Plan;
import dev.sallyport.realm.plan.PlanText;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Takes a realm under management that is there already. */
@Command(
        name = "adopt",
        description = "Take a realm under management as it is: write down in it that these files describe it.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:adopted", "1:it cannot be", "2:the files and the realm differ, and nothing was done"})
final class AdoptCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private FilesOption files = new FilesOption();

    @Mixin
    private KeycloakOption keycloak = new KeycloakOption();

    @Mixin
    private Terminal terminal = new Terminal();

    @Override
    public Integer call() throws Exception {
        var realm = new ManagedRealm(keycloak.api(), files.desired(), false, List.of());
        var seen = realm.look();
        if (seen.live().isEmpty()) {
            throw new Stopped("There is no such realm: apply creates it");
        }
        if (!onlySecretsAreUnknown(seen.plan())) {
            Terminal.print(spec, PlanText.of(seen.plan(), terminal.style()));
            Terminal.print(spec, List.of("Not adopted: change the files until plan finds nothing, or apply them."));
            return PlanCommand.CHANGES;
        }
        realm.adopt(seen, ApplyCommand.holder(), Duration.ZERO);
        var secrets = seen.plan().changes().size();
        Terminal.print(
                spec, List.of("Adopted: the realm " + seen.plan().realm() + " is managed from these files now."));
        if (secrets > 0) {
            Terminal.print(spec, List.of("Keycloak does not show all secrets: the first apply sets " + secrets + "."));
        }
        return 0;
    }

    private static boolean onlySecretsAreUnknown(Plan plan) {
        return plan.changes().stream()
                .allMatch(change -> change.action() == Change.Action.UPDATE
                        && change.fields().stream().allMatch(FieldChange::secret));
    }
}
