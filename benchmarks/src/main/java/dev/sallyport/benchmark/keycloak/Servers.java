package dev.sallyport.benchmark.keycloak;

import dev.sallyport.testkit.Keycloak;
import dev.sallyport.testkit.KeycloakSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** A Keycloak as it comes, and one with the extension; each as {@code kc.sh} would start it, with its database in a folder. */
record Servers(Keycloak plain, Keycloak extended, Path folder) implements AutoCloseable {

    static Servers start() throws IOException {
        var folder = Files.createTempDirectory("benchmark-");
        return new Servers(
                start(new KeycloakSetup(), folder.resolve("plain"), Means.MAPPERS, Means.ROLES),
                start(new KeycloakSetup().sallyportExtension(), folder.resolve("extended"), Means.MAPPERS, Means.RULES),
                folder);
    }

    private static Keycloak start(KeycloakSetup setup, Path folder, Means... realms) throws IOException {
        Files.createDirectory(folder);
        for (var means : realms) {
            setup.realm(new MeasuredRealm(means).in(folder));
        }
        var profile = System.getProperty("sallyport.keycloak.java-options", "");
        Stream.of(profile.split(" ")).filter(option -> !option.isEmpty()).forEach(setup::javaOption);
        return setup.option("--db-url=" + database(folder))
                .option("--db-username=" + Population.DATABASE_USER)
                .option("--db-password=" + Population.DATABASE_USER)
                .javaOption("-XX:TieredStopAtLevel=4")
                .javaOption("-XX:-UseSerialGC")
                .javaOption("-XX:+UseG1GC")
                .javaOption("-Xms512m")
                .start();
    }

    /** Open to us too, while Keycloak runs. */
    private static String database(Path folder) {
        return "jdbc:h2:file:" + folder.resolve("keycloak") + ";AUTO_SERVER=TRUE;NON_KEYWORDS=VALUE";
    }

    /** What is compared, beginning with what the others are compared to. */
    List<Contender> contenders(boolean withScopes, Function<MeasuredClient, List<Map<String, String>>> forms) {
        var all = Stream.of(
                mappers(forms),
                roles(forms),
                contender("Keycloak's own mappers, beside the extension", extended, Means.MAPPERS, forms),
                rules(forms));
        return all.filter(contender -> withScopes || !contender.realm().equals(Means.ROLES.realm()))
                .toList();
    }

    Contender mappers(Function<MeasuredClient, List<Map<String, String>>> forms) {
        return contender("Keycloak's own mappers", plain, Means.MAPPERS, forms);
    }

    Contender roles(Function<MeasuredClient, List<Map<String, String>>> forms) {
        return contender("the same, each scope needs a role", plain, Means.ROLES, forms);
    }

    Contender rules(Function<MeasuredClient, List<Map<String, String>>> forms) {
        return contender("Sallyport's rules", extended, Means.RULES, forms);
    }

    /** Adds people with ever more roles and groups to the realms that are compared by them. */
    void populate(List<Holder> holders) {
        new Population(plain.admin(), database(folder.resolve("plain")), Means.MAPPERS.realm()).add(holders);
        new Population(plain.admin(), database(folder.resolve("plain")), Means.ROLES.realm()).add(holders);
        new Population(extended.admin(), database(folder.resolve("extended")), Means.RULES.realm()).add(holders);
    }

    /** Stops before anything is measured that is not the same. */
    void checkSame(Share share) {
        var claims = new MeasuredClient(plain.realm(Means.MAPPERS.realm())).comparable(share);
        var others = Map.of(Means.ROLES, plain, Means.RULES, extended);
        others.forEach((means, keycloak) -> {
            var other = new MeasuredClient(keycloak.realm(means.realm())).comparable(share);
            if (!other.equals(claims)) {
                throw new IllegalStateException("Not the same: %s and %s".formatted(claims, other));
            }
        });
    }

    private static Contender contender(
            String name, Keycloak keycloak, Means means, Function<MeasuredClient, List<Map<String, String>>> forms) {
        var realm = keycloak.realm(means.realm());
        return new Contender(name, keycloak, means.realm(), forms.apply(new MeasuredClient(realm)));
    }

    @Override
    public void close() {
        plain.close();
        extended.close();
        delete(folder);
    }

    private static void delete(Path folder) {
        try (var all = Files.walk(folder)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
