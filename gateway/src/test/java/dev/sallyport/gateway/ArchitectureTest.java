package dev.sallyport.gateway;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Publisher;

@AnalyzeClasses(packages = "dev.sallyport", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesDependInOneDirection = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("answer")
            .definedBy("dev.sallyport.gateway.answer..")
            .layer("issuer")
            .definedBy("dev.sallyport.gateway.issuer..")
            .layer("seal")
            .definedBy("dev.sallyport.gateway.seal..")
            .layer("settings")
            .definedBy("dev.sallyport.gateway.settings..")
            .layer("token")
            .definedBy("dev.sallyport.gateway.token..")
            .layer("session")
            .definedBy("dev.sallyport.gateway.session..")
            .layer("login")
            .definedBy("dev.sallyport.gateway.login..")
            .layer("logout")
            .definedBy("dev.sallyport.gateway.logout..")
            .layer("relay")
            .definedBy("dev.sallyport.gateway.relay..")
            .layer("check")
            .definedBy("dev.sallyport.gateway.check..")
            .layer("wire")
            .definedBy("dev.sallyport.gateway.wire..")
            .layer("proxy")
            .definedBy("dev.sallyport.gateway.proxy..")
            .layer("tls")
            .definedBy("dev.sallyport.gateway.tls..")
            .layer("demo")
            .definedBy("dev.sallyport.gateway.demo..")
            .whereLayer("login")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("logout")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("relay")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("check")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("wire")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("proxy")
            .mayOnlyBeAccessedByLayers("check", "relay")
            .whereLayer("tls")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("demo")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("session")
            .mayOnlyBeAccessedByLayers("login", "logout", "relay")
            .whereLayer("settings")
            .mayOnlyBeAccessedByLayers(
                    "answer", "check", "issuer", "seal", "token", "session", "login", "logout", "relay", "wire",
                    "proxy")
            .whereLayer("seal")
            .mayOnlyBeAccessedByLayers("session", "login")
            .whereLayer("token")
            .mayOnlyBeAccessedByLayers("session", "login", "logout", "relay")
            .whereLayer("issuer")
            .mayOnlyBeAccessedByLayers("token", "session", "login", "logout", "relay")
            .whereLayer("answer")
            .mayOnlyBeAccessedByLayers("session", "login", "logout", "relay", "wire");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.sallyport.gateway.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothingBlocksOrSubscribes = noClasses()
            .should()
            .callMethodWhere(target(owner(assignableTo(Publisher.class)))
                    .and(target(
                            nameMatching("block|blockFirst|blockLast|blockOptional|toIterable|toStream|subscribe"))))
            .orShould()
            .callMethod(CompletableFuture.class, "get")
            .orShould()
            .callMethod(CompletableFuture.class, "join")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule knowsNoKeycloak =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.keycloak..");
}
