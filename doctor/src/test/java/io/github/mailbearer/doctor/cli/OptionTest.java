package io.github.mailbearer.doctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.TokenProviderFactory;
import java.util.Arrays;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OptionTest {

    /** Told otherwise: by which credential is given, and by the doctor's own limits. */
    private static final Set<String> WITHOUT_OPTION =
            Set.of("mailbearer.entra.grant", "mailbearer.entra.request-timeout");

    @Test
    void knowsAllPropertiesThatApplicationsHaveForEntra() {
        Set<String> known = Arrays.stream(Option.values())
                .flatMap(option -> option.properties("smtp").stream())
                .collect(Collectors.toSet());
        TokenProviderFactory entra = ServiceLoader.load(TokenProviderFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(factory -> factory.name().equals("entra"))
                .findFirst()
                .orElseThrow();

        assertThat(entra.properties())
                .allSatisfy(property -> assertThat(known.contains(property) || WITHOUT_OPTION.contains(property))
                        .as(property)
                        .isTrue());
    }
}
