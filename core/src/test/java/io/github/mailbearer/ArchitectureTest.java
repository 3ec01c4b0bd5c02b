package io.github.mailbearer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Tokens know nothing of mail; SASL knows nothing of tokens; mail knows both. */
@AnalyzeClasses(
        packages = "io.github.mailbearer",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WithoutTestkit.class})
class ArchitectureTest {

    static final class WithoutTestkit implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("testkit");
        }
    }

    @ArchTest
    static final ArchRule arrowsPointDown = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("tokens")
            .definedBy("io.github.mailbearer")
            .layer("sasl")
            .definedBy("io.github.mailbearer.sasl")
            .layer("diagnosis")
            .definedBy("io.github.mailbearer.diagnosis")
            .layer("mail")
            .definedBy("io.github.mailbearer.mail")
            .layer("angus")
            .definedBy("io.github.mailbearer.mail.angus")
            .whereLayer("angus")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("mail")
            .mayOnlyBeAccessedByLayers("angus")
            .whereLayer("diagnosis")
            .mayOnlyBeAccessedByLayers("mail", "angus")
            .whereLayer("tokens")
            .mayOnlyBeAccessedByLayers("diagnosis", "mail", "angus")
            .whereLayer("sasl")
            .mayOnlyBeAccessedByLayers("diagnosis", "mail", "angus");

    @ArchTest
    static final ArchRule nothingGoesInCircles =
            slices().matching("io.github.mailbearer.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule tokensAndSaslKnowNoMail = noClasses()
            .that()
            .resideInAnyPackage("io.github.mailbearer", "io.github.mailbearer.sasl", "io.github.mailbearer.diagnosis")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.mail..", "org.eclipse.angus..");

    @ArchTest
    static final ArchRule onlyOnePackageKnowsTheImplementation = noClasses()
            .that()
            .resideOutsideOfPackage("io.github.mailbearer.mail.angus")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.angus..");

    @ArchTest
    static final ArchRule nobodySleepsOrPrints = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");
}
