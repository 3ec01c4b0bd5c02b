package io.github.mailbearer.doctor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The doctor's library needs nothing but the libraries it looks after, and knows nothing of its command line. */
@AnalyzeClasses(packagesOf = MailDoctor.class, importOptions = DoNotIncludeTests.class)
class HouseTest {

    @ArchTest
    static final ArchRule THE_LIBRARY_KNOWS_NO_COMMAND_LINE = noClasses()
            .that()
            .resideInAPackage("io.github.mailbearer.doctor")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.github.mailbearer.doctor.cli..", "picocli..");

    @ArchTest
    static final ArchRule NOTHING_ELSE_IS_NEEDED = classes()
            .that()
            .resideInAPackage("io.github.mailbearer.doctor")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.github.mailbearer..",
                    "jakarta.mail..",
                    "org.eclipse.angus.mail.smtp",
                    "com.azure.json",
                    "java..",
                    "javax.net.ssl",
                    "javax.security.auth.x500",
                    "org.jspecify.annotations");
}
