package io.github.mailbearer.msal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The adapter knows tokens, their diagnosis, MSAL and the JDK, and nothing of mail. */
@AnalyzeClasses(packagesOf = MsalTokenProvider.class, importOptions = DoNotIncludeTests.class)
class ArrowsTest {

    @ArchTest
    static final ArchRule KNOWS_TOKENS_ONLY = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.github.mailbearer",
                    "io.github.mailbearer.diagnosis",
                    "io.github.mailbearer.msal",
                    "io.github.mailbearer.msal.store",
                    "io.github.mailbearer.msal.properties",
                    "com.microsoft.aad.msal4j",
                    "com.azure.json",
                    "java..",
                    "javax.crypto..",
                    "javax.net.ssl",
                    "javax.sql",
                    "org.jspecify.annotations");

    @ArchTest
    static final ArchRule NOBODY_NEEDS_PROPERTIES = noClasses()
            .that()
            .resideOutsideOfPackage("io.github.mailbearer.msal.properties")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.github.mailbearer.msal.properties");
}
