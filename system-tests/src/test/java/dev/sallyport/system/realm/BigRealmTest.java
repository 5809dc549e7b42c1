package dev.sallyport.system.realm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Keycloak;
import dev.sallyport.testkit.SallyportTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** 500 clients, or as many as {@code -Dsallyport.realm.clients} says, 5,000 groups and 200 client scopes. */
@SallyportTest
class BigRealmTest {

    private static final int CLIENTS = Integer.getInteger("sallyport.realm.clients", 500);
    private static final int GROUPS = 50;
    private static final int BY_THE_TOOL = 5;

    /** On a machine that does other things besides. */
    private static final Duration PATIENCE = Duration.ofMillis(60L * Math.max(500, CLIENTS));

    private static final long KILOBYTES = 300_000;

    private final RealmTool tool;

    BigRealmTest(Keycloak keycloak) {
        tool = new RealmTool(keycloak);
    }

    @AfterEach
    void deleteRealm() {
        tool.close();
    }

    /** Made by the tool, and most groups by Keycloak's partial import, which is quicker. */
    @Test
    void isPlannedInBoundedTimeAndMemory() throws Exception {
        var begin = System.nanoTime();
        assertThat(tool.apply(with(BY_THE_TOOL))).returns(0, RealmTool.Run::exit);
        say("apply, of 500 groups alone", begin);
        IntStream.range(BY_THE_TOOL, GROUPS).forEach(this::imported);
        var changed = with(GROUPS).changed("/clients", "clientId", "client-7", client -> client.put("name", "Seven"));

        begin = System.nanoTime();
        var plan = tool.started("plan", tool.file(changed).toString());
        var peak = peak(plan.process());
        var taken = say("plan, with " + peak / 1000 + " MB at most", begin);

        assertThat(plan.end().out()).contains("~ client client-7", "To create 0, to change 1, to delete 0.");
        assertThat(taken).isLessThan(PATIENCE);
        assertThat(peak).isLessThan(KILOBYTES);
    }

    private static Duration say(String what, long begin) {
        var taken = Duration.ofNanos(System.nanoTime() - begin);
        System.out.printf("%s: %.1f s for %d clients%n", what, taken.toMillis() / 1000.0, CLIENTS);
        return taken;
    }

    /** The most memory that a process has held until it ends; 0 where the system does not tell. */
    private static long peak(Process process) {
        var status = Path.of("/proc", String.valueOf(process.pid()), "status");
        var peak = 0L;
        while (process.isAlive()) {
            peak = Math.max(peak, held(status));
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return peak;
    }

    private static long held(Path status) {
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException ended) {
            return 0;
        }
    }

    private void imported(int number) {
        var groups = Map.of("ifResourceExists", "FAIL", "groups", List.of(group(number)));
        tool.admin().post("/" + tool.realm + "/partialImport", groups);
    }

    private static DeclaredRealm with(int groups) {
        return DeclaredRealm.small()
                .with("clientScopes", some(200, BigRealmTest::scope))
                .with("clients", some(CLIENTS, BigRealmTest::client))
                .with("groups", some(groups, BigRealmTest::group));
    }

    private static Map<String, Object> scope(int number) {
        return Map.of("name", "scope-" + number, "protocol", "openid-connect", "description", "Scope " + number);
    }

    private static Map<String, Object> client(int number) {
        return Map.of(
                "clientId",
                "client-" + number,
                "secret",
                "${env:SHOP_SECRET}",
                "redirectUris",
                List.of("https://client-" + number + ".example/callback"),
                "defaultClientScopes",
                List.of("scope-" + number % 20));
    }

    private static Map<String, Object> group(int number) {
        return group("/group-" + number, some(99, below -> group("/group-" + number + "/below-" + below, List.of())));
    }

    private static Map<String, Object> group(String path, List<?> subGroups) {
        return Map.of("name", path.replaceFirst(".*/", ""), "path", path, "subGroups", subGroups);
    }

    private static List<Map<String, Object>> some(int count, IntFunction<Map<String, Object>> one) {
        return IntStream.range(0, count).mapToObj(one).toList();
    }
}
