package dev.sallyport.realm.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.realm.apply.Stopped;
import dev.sallyport.realm.plan.Change;
import dev.sallyport.realm.plan.Item;
import dev.sallyport.realm.plan.Items;
import dev.sallyport.realm.plan.Key;
import dev.sallyport.realm.plan.Kind;
import dev.sallyport.realm.plan.Plan;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.JsonNodeFactory;

class ProtectOptionTest {

    private static final Item STAFF = item(Key.of(Kind.GROUP, "staff"));
    private static final Items LIVE =
            Items.of(Stream.of(STAFF, item(Key.of(Kind.GROUP, "staff", "support")), item(Key.of(Kind.GROUP, "guests")))
                    .toList());
    private static final Item GATEWAY = item(Key.of(Kind.CLIENT, "gateway"));
    private static final Plan PLAN = new Plan(
            "shop",
            false,
            List.of(
                    new Change(Change.Action.CREATE, GATEWAY.key(), List.of(), GATEWAY, GATEWAY),
                    new Change(Change.Action.DELETE, STAFF.key(), List.of(), STAFF, STAFF)),
            List.of());

    @ParameterizedTest
    @ValueSource(strings = {"group /staff", "group /staff/support", "*support", "group*", "*"})
    void stopsWhatWouldGoByItselfOrWithItsWhole(String name) {
        assertThatThrownBy(() -> saying(name).check(PLAN, LIVE))
                .isInstanceOf(Stopped.class)
                .hasMessageStartingWith("Protected, and so nothing was changed: group /staff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"group /guests", "client gate*", "user ann"})
    void letsPassWhatStaysOrComes(String name) {
        assertThatCode(() -> saying(name).check(PLAN, LIVE)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"staff", "client *x", "group /staf", "user*"})
    void refusesWhatNothingIsCalled(String name) {
        assertThatThrownBy(() -> saying(name).check(PLAN, LIVE))
                .isInstanceOf(Stopped.class)
                .hasMessageStartingWith("Neither the realm nor the plan has anything called '" + name + "'");
    }

    private static ProtectOption saying(String name) {
        var command = new ACommand();
        new CommandLine(command).parseArgs("--protect", name);
        return command.protect;
    }

    private static Item item(Key key) {
        return new Item(key, JsonNodeFactory.instance.objectNode(), "id");
    }

    @Command
    private static final class ACommand {

        @CommandLine.Mixin
        private ProtectOption protect = new ProtectOption();
    }
}
