package dev.sallyport.keycloak;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packagesOf = ArchitectureTest.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    final ArchRule knowsNoSpring = noClasses().should().dependOnClassesThat().resideInAPackage("org.springframework..");

    @ArchTest
    final ArchRule knowsNobodyOfOurs = noClasses()
            .should()
            .dependOnClassesThat(
                    resideInAPackage("dev.sallyport..").and(not(resideInAPackage("dev.sallyport.keycloak.."))));

    @ArchTest
    final ArchRule checksRulesWithoutKeycloak = noClasses()
            .that()
            .resideInAPackage("..rule")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.keycloak..", "com.fasterxml.jackson.."));

    @ArchTest
    final ArchRule keepsCelInOnePackage = noClasses()
            .that()
            .resideOutsideOfPackage("..rule")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.cel..", "com.google..");

    @ArchTest
    final ArchRule packagesDependInOneDirection = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("guard")
            .definedBy("..keycloak.guard")
            .layer("explain")
            .definedBy("..keycloak.explain")
            .layer("scope")
            .definedBy("..keycloak.scope")
            .layer("claim")
            .definedBy("..keycloak.claim")
            .layer("table")
            .definedBy("..keycloak.table")
            .layer("profile")
            .definedBy("..keycloak.profile")
            .layer("check")
            .definedBy("..keycloak.check")
            .layer("facts")
            .definedBy("..keycloak.facts")
            .layer("entitlement")
            .definedBy("..keycloak.entitlement")
            .layer("refusal")
            .definedBy("..keycloak.refusal")
            .layer("rule")
            .definedBy("..keycloak.rule")
            .whereLayer("guard")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("explain")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("profile")
            .mayOnlyBeAccessedByLayers("scope", "claim")
            .whereLayer("check")
            .mayOnlyBeAccessedByLayers("guard")
            .whereLayer("claim")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("scope")
            .mayOnlyBeAccessedByLayers("guard", "explain")
            .whereLayer("table")
            .mayOnlyBeAccessedByLayers("scope", "claim", "check", "profile")
            .whereLayer("facts")
            .mayOnlyBeAccessedByLayers("scope", "claim")
            .whereLayer("entitlement")
            .mayOnlyBeAccessedByLayers("facts")
            .whereLayer("refusal")
            .mayOnlyBeAccessedByLayers("scope", "claim")
            .whereLayer("rule")
            .mayOnlyBeAccessedByLayers("scope", "claim", "facts", "entitlement", "explain", "profile");

    @ArchTest
    final ArchRule isNotMadeToBeExtended = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .should()
            .haveModifier(JavaModifier.FINAL);
}
