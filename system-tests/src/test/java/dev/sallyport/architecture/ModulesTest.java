package dev.sallyport.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModulesTest {

    private static final String OURS = "dev.sallyport..";

    @ParameterizedTest
    @CsvSource({
        "keycloak-extension, dev.sallyport.keycloak..",
        "gateway, dev.sallyport.gateway..",
        "services/orders, dev.sallyport.orders..",
        "services/invoices, dev.sallyport.invoices.."
    })
    void useNothingOfOursButThemselves(String module, String own) {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAPackage(own))))
                .check(classesOf(module));
    }

    @ParameterizedTest
    @CsvSource({"gateway", "services/orders", "services/invoices"})
    void takeKeycloakForAnyOtherIssuer(String module) {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("org.keycloak.."))
                .check(classesOf(module));
    }

    @ParameterizedTest
    @CsvSource({"keycloak-extension"})
    void knowNothingOfSpring(String module) {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.springframework..", "reactor.."))
                .check(classesOf(module));
    }

    private static JavaClasses classesOf(String module) {
        var classes = new ClassFileImporter().importPath(Path.of("..", module, "target/classes"));
        assertThat(classes).as("compiled classes of " + module).isNotEmpty();
        return classes;
    }
}
