package dev.sallyport.keycloak.jar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShippedJarTest {

    private static final Path FILE = Path.of(System.getProperty("jar"));
    private static final int JAVA_17 = 61;

    private JarFile jar;

    @BeforeEach
    void open() throws IOException {
        jar = new JarFile(FILE.toFile());
    }

    @AfterEach
    void close() throws IOException {
        jar.close();
    }

    @Test
    void bringsItsLibrariesUnderNamesOfItsOwn() {
        assertThat(classes()).isNotEmpty().allMatch(name -> name.startsWith("dev/sallyport/keycloak/"));
    }

    @Test
    void bringsNothingThatKeycloakHas() {
        assertThat(classes())
                .noneMatch(name -> name.contains("jackson"))
                .noneMatch(name -> name.contains("org/keycloak"))
                .noneMatch(name -> name.contains("jakarta/"))
                .noneMatch(name -> name.contains("micrometer"))
                .noneMatch(name -> name.contains("jboss"));
    }

    @Test
    void bringsNoFilesButItsOwn() {
        assertThat(jar.stream().map(JarEntry::getName).filter(name -> !name.endsWith("/") && !name.endsWith(".class")))
                .containsExactlyInAnyOrder(
                        "META-INF/MANIFEST.MF",
                        "META-INF/THIRD-PARTY.txt",
                        "META-INF/beans.xml",
                        "META-INF/maven/dev.sallyport/keycloak-extension/pom.properties",
                        "META-INF/maven/dev.sallyport/keycloak-extension/pom.xml",
                        "META-INF/services/dev.sallyport.keycloak.entitlement.EntitlementSourceFactory",
                        "META-INF/services/org.keycloak.protocol.ProtocolMapper",
                        "META-INF/services/org.keycloak.protocol.oidc.TokenExchangeProviderFactory",
                        "META-INF/services/org.keycloak.protocol.oidc.TokenIntrospectionProviderFactory",
                        "META-INF/services/org.keycloak.protocol.oidc.token.TokenPostProcessorFactory",
                        "META-INF/services/org.keycloak.provider.Spi",
                        "META-INF/services/org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory",
                        "dev/sallyport/keycloak/about/version.properties",
                        "theme-resources/messages/messages_en.properties",
                        "theme-resources/messages/messages_ko.properties");
    }

    @Test
    void runsOnEveryJavaThatKeycloakRunsOn() throws IOException {
        for (var entry : jar.stream().filter(ShippedJarTest::isClass).toList()) {
            try (var content = new DataInputStream(jar.getInputStream(entry))) {
                content.skipNBytes(6);
                assertThat(content.readUnsignedShort()).as(entry.getName()).isLessThanOrEqualTo(JAVA_17);
            }
        }
    }

    @Test
    void knowsItsVersion() throws IOException {
        var version = jar.getEntry("dev/sallyport/keycloak/about/version.properties");

        assertThat(new String(jar.getInputStream(version).readAllBytes(), UTF_8))
                .matches("version=\\d[\\w.-]+\\s*");
    }

    @Test
    void staysSmall() throws IOException {
        assertThat(Files.size(FILE)).isLessThan(6_000_000);
    }

    private List<String> classes() {
        return jar.stream()
                .filter(ShippedJarTest::isClass)
                .map(JarEntry::getName)
                .toList();
    }

    private static boolean isClass(JarEntry entry) {
        return entry.getName().endsWith(".class");
    }
}
