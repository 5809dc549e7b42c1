package dev.sallyport.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a Keycloak shall be started with; each method changes one thing and returns this.
 *
 * <p>Unless told otherwise: Sallyport's Keycloak version, no provider, no realm but {@code master}, the JDK of the caller,
 * free ports, and a database in memory that ends with it.
 */
public final class KeycloakSetup {

    final List<Path> providers = new ArrayList<>();
    final List<Path> realmFiles = new ArrayList<>();
    final List<String> features = new ArrayList<>();
    final List<String> buildOptions = new ArrayList<>();
    final List<String> options = new ArrayList<>();
    final List<String> javaOptions = new ArrayList<>();
    final Map<String, String> environment = new TreeMap<>();
    Distribution distribution = Distribution.ours();
    Jdk jdk = Jdk.current();
    int port = FreePort.next();
    int managementPort = FreePort.next();

    @Nullable Path keptIn;

    @Nullable Path log;

    /** Another version of Keycloak; its distribution must be in the local Maven repository. */
    public KeycloakSetup version(String version) {
        distribution = new Distribution(version);
        return this;
    }

    /** The oldest Keycloak that Sallyport's extension is for. */
    public KeycloakSetup oldestVersion() {
        distribution = Distribution.oldest();
        return this;
    }

    /** Installs a jar as {@code providers/} would; may be called for several. */
    public KeycloakSetup provider(Path jar) {
        providers.add(jar);
        return this;
    }

    /** Installs Sallyport's own extension, as the build made it. */
    public KeycloakSetup sallyportExtension() {
        return provider(Workspace.current().jarOf("keycloak-extension"));
    }

    /** Switches on a preview feature. */
    public KeycloakSetup feature(String name) {
        features.add(name);
        return this;
    }

    /** Imports a realm when it is not there yet: a file, or a folder of files as {@code kc.sh export} writes them. */
    public KeycloakSetup realm(Path fileOrFolder) {
        Folders.files(fileOrFolder)
                .filter(file -> file.toString().endsWith(".json"))
                .forEach(realmFiles::add);
        return this;
    }

    /**
     * Imports Sallyport's demo realm, with {@code <client>-secret} for the secrets and {@code http://localhost:8080} for
     * the gateway, unless {@link #environment} says otherwise afterwards.
     */
    public KeycloakSetup sallyportRealm() {
        for (var client : List.of("gateway", "robot", "orders", "invoices")) {
            environment("SALLYPORT_" + client.toUpperCase(Locale.ROOT) + "_SECRET", client + "-secret");
        }
        return environment("SALLYPORT_GATEWAY_URL", "http://localhost:8080")
                .environment("SALLYPORT_GATEWAY_BACKCHANNEL_URL", "http://localhost:8080")
                .realm(Workspace.current().root().resolve("realm-config/target/demo"));
    }

    /** Sets a variable of Keycloak's environment; realm files may use it as <code>${NAME}</code>. */
    public KeycloakSetup environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Builds and runs Keycloak on another JDK than ours. */
    public KeycloakSetup jdk(Jdk other) {
        jdk = other;
        return this;
    }

    /** Adds an option of {@code kc.sh build}, such as {@code --vault=file}; each combination is built once and kept. */
    public KeycloakSetup buildOption(String option) {
        buildOptions.add(option);
        return this;
    }

    /** Adds an option of {@code kc.sh start}, such as {@code --log-level=debug}. */
    public KeycloakSetup option(String option) {
        options.add(option);
        return this;
    }

    /**
     * Adds an option of its JVM; it wins over those of the kit, which are for a quick start and a small heap. Who measures
     * wants {@code -XX:TieredStopAtLevel=4} and {@code -XX:-UseSerialGC}.
     */
    public KeycloakSetup javaOption(String option) {
        javaOptions.add(option);
        return this;
    }

    /** Where Keycloak listens for the world. */
    public KeycloakSetup port(int number) {
        port = number;
        return this;
    }

    /** Where Keycloak listens for its operators: health and metrics. */
    public KeycloakSetup managementPort(int number) {
        managementPort = number;
        return this;
    }

    /**
     * Keeps the database in a folder, where a later start with the same providers, realm files and environment finds it;
     * one with others begins anew.
     */
    public KeycloakSetup keptIn(Path folder) {
        keptIn = folder;
        return this;
    }

    /** The file for Keycloak's log; unless told otherwise under {@code .sallyport/logs/}. */
    public KeycloakSetup log(Path file) {
        log = file;
        return this;
    }

    /**
     * Starts it and waits until it is ready: about ten seconds, and half a minute more the first time with these providers
     * and features.
     *
     * @throws StartFailed with the end of the log, when it does not come up
     */
    public Keycloak start() {
        var keycloak = KeycloakLaunch.of(this);
        keycloak.awaitReady();
        return keycloak;
    }

    /** Unpacks and builds it, unless that was done before. */
    Path builtHome() {
        return home().builtIn(Workspace.current().cache().resolve("keycloak"));
    }

    private KeycloakHome home() {
        return new KeycloakHome(distribution, providers, features, buildOptions, jdk);
    }

    /** What its database is made from. */
    String fingerprint() {
        return new Fingerprint()
                .of(home().fingerprint())
                .of(environment)
                .of(realmFiles)
                .value();
    }

    String url() {
        return "http://localhost:" + port;
    }

    /** Keycloak's own options, then those asked for, which win. */
    List<String> startOptions(String databaseUrl) {
        var all = new ArrayList<>(List.of(
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--http-management-port=" + managementPort,
                "--hostname=" + url(),
                "--cache=local",
                "--db-url=" + databaseUrl,
                "--log-level=info,io.smallrye.health:off"));
        if (!realmFiles.isEmpty()) {
            all.add("--import-realm");
        }
        all.addAll(options);
        return List.copyOf(latestOfEach(all).values());
    }

    private static Map<String, String> latestOfEach(List<String> options) {
        var latest = new LinkedHashMap<String, String>();
        options.forEach(option -> latest.put(option.replaceFirst("=.*", ""), option));
        return latest;
    }
}
