package dev.sallyport.system.realm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.SallyportTest;
import dev.sallyport.testkit.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The sources of the demo realm, which say most things in short: whichever way they reach Keycloak, they say the same. */
@SallyportTest
class ShortFormsTest {

    private static final Path SOURCES = Path.of("../realm-config/realm");

    private final RealmTool tool;

    ShortFormsTest(Stack stack) {
        tool = new RealmTool(stack.keycloak())
                .environment("SALLYPORT_GATEWAY_URL", stack.gateway().url())
                .environment(
                        "SALLYPORT_GATEWAY_BACKCHANNEL_URL", stack.gateway().url());
        for (var client : List.of("gateway", "robot", "orders", "invoices")) {
            tool.environment("SALLYPORT_" + client.toUpperCase(Locale.ROOT) + "_SECRET", client + "-secret");
        }
    }

    @AfterEach
    void deleteRealm() {
        tool.close();
    }

    @Test
    void needNoApplyWhereTheCompiledFileWasImported() {
        var plan = tool.run("plan", SOURCES.toString(), "--env", "demo");

        assertThat(plan.exit()).as(plan.toString()).isZero();
    }

    @Test
    void areAppliedStepByStepAndOnce() throws IOException {
        assertThat(tool.apply(DeclaredRealm.small())).returns(0, RealmTool.Run::exit);
        var sources = copied(SOURCES, tool.folder().resolve("sources")).toString();

        var first = tool.run("apply", "--yes", sources, "--env", "demo");
        assertThat(first.exit()).as(first.toString()).isZero();
        assertThat(tool.adminEvents()).isPositive();
        var second = tool.run("apply", "--yes", sources, "--env", "demo");

        assertThat(second.out()).as(second.toString()).contains("Nothing to do");
        assertThat(tool.adminEvents()).as("what a second apply writes").isZero();
    }

    /** For another realm, which tells of what is changed in it. */
    private Path copied(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copy = to.resolve(from.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.writeString(
                        copy,
                        Files.readString(file)
                                .replace("realm: sallyport", "realm: " + tool.realm)
                                .replace("default-roles-sallyport", "default-roles-" + tool.realm));
            }
        }
        Files.writeString(to.resolve("events.yaml"), "adminEventsEnabled: true\n");
        return to;
    }
}
