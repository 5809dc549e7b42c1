package dev.sallyport.system.realm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Keycloak;
import dev.sallyport.testkit.KeycloakAdmin;
import dev.sallyport.testkit.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tool as people run it, a process each time, for one realm that is gone afterwards. */
final class RealmTool implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    final String realm = "realm-" + UUID.randomUUID().toString().substring(0, 8);
    private final Keycloak keycloak;
    private final Path folder;
    private final Map<String, String> environment = new TreeMap<>();

    RealmTool(Keycloak keycloak) {
        this.keycloak = keycloak;
        try {
            folder = Files.createTempDirectory("realm-");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        environment.put("SALLYPORT_KEYCLOAK_URL", keycloak.url());
        as("admin", "admin");
        environment.put("SHOP_SECRET", "shop-secret");
        environment.put("OTHER_SECRET", "other-secret");
        environment.put("LDAP_PASSWORD", "ldap-password");
        environment.put("GOOGLE_SECRET", "google-secret");
    }

    /** What a run ended with, and said. */
    record Run(int exit, String out, String err) {

        JsonNode json() {
            return JSON.readTree(out);
        }
    }

    RealmTool as(String user, String password) {
        environment.put("SALLYPORT_ADMIN_USER", user);
        environment.put("SALLYPORT_ADMIN_PASSWORD", password);
        return this;
    }

    RealmTool environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Path folder() {
        return folder;
    }

    /** All kinds of things that it knows, as its plans call them. */
    static List<String> kinds() {
        try (var jar = new URLClassLoader(
                new URL[] {Workspace.current().jarOf("realm-config").toUri().toURL()}, null)) {
            var kind = jar.loadClass("dev.sallyport.realm.plan.Kind");
            var words = kind.getMethod("words");
            var kinds = new ArrayList<String>();
            for (var constant : kind.getEnumConstants()) {
                kinds.add((String) words.invoke(constant));
            }
            return kinds;
        } catch (IOException | ReflectiveOperationException broken) {
            throw new IllegalStateException("No kinds in the tool", broken);
        }
    }

    /** A file that says this of the realm. */
    Path file(DeclaredRealm declared) {
        try {
            var file = Files.createTempFile(folder, "realm", ".json");
            return Files.writeString(file, JSON.writeValueAsString(declared.named(realm)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Run plan(DeclaredRealm declared, String... options) {
        return run("plan", declared, options);
    }

    Run apply(DeclaredRealm declared, String... options) {
        return run(
                "apply",
                declared,
                Stream.concat(Stream.of("--yes"), Stream.of(options)).toArray(String[]::new));
    }

    /** An apply that has to succeed. */
    void applied(DeclaredRealm declared, String... options) {
        var run = apply(declared, options);
        assertThat(run.exit()).as(run.toString()).isZero();
    }

    private Run run(String command, DeclaredRealm declared, String... options) {
        var arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of(options));
        arguments.add(file(declared).toString());
        return run(arguments.toArray(String[]::new));
    }

    Run run(String... arguments) {
        try {
            return finished(started(arguments), arguments);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** One that goes on beside us; its output is in the folder. */
    Started started(String... arguments) throws IOException {
        var out = Files.createTempFile(folder, "out", ".txt");
        var err = Files.createTempFile(folder, "err", ".txt");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx220m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + Workspace.current().cache().resolve("realm.jsa"),
                "-Xlog:disable",
                "-jar",
                Workspace.current().jarOf("realm-config").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        return new Started(builder.start(), out, err);
    }

    /** A run that goes on. */
    record Started(Process process, Path out, Path err) {

        Run end() throws IOException, InterruptedException {
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("Still running: " + Files.readString(out) + Files.readString(err));
            }
            return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
        }
    }

    private static Run finished(Started started, String... arguments) throws IOException {
        try {
            return started.end();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("Interrupted during " + String.join(" ", arguments), interrupted);
        }
    }

    Keycloak keycloak() {
        return keycloak;
    }

    /** The realm by Keycloak's own import: it is there, and nothing was applied to it. */
    void make(DeclaredRealm declared) {
        admin().post("", declared.named(realm));
    }

    /** What the realm is at Keycloak. */
    JsonNode get(String path) {
        return admin().get("/" + realm + path);
    }

    KeycloakAdmin admin() {
        return keycloak.admin();
    }

    /** How many changes administrators made since this was asked last. */
    int adminEvents() {
        var events = get("/admin-events?max=1000").size();
        admin().delete("/" + realm + "/admin-events");
        return events;
    }

    @Override
    public void close() {
        var names = admin().get("?briefRepresentation=true")
                .valueStream()
                .map(known -> known.path("realm").asString());
        if (names.anyMatch(realm::equals)) {
            admin().delete("/" + realm);
        }
    }
}
