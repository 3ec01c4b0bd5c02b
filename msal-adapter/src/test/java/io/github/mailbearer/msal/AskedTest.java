package io.github.mailbearer.msal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.diagnosis.Diagnosis;
import io.github.mailbearer.testkit.CapturedLogs;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AskedTest {

    private static final EntraApplication APPLICATION = EntraApplication.builder()
            .tenantId("9b0b2a5d-0f9c-4c1c-8f68-3c5f6f0f3f0b")
            .clientId("5c1e7b8e-54a6-4d0e-9d27-6a2b1d6f2c11")
            .credential(EntraCredential.secret("abc8Q~not-the-secret-of-this-application-at-all"))
            .build();

    @Test
    void aFailureToExplainHidesNoRefusal() {
        Asked asked = Asked.inItsOwnName(APPLICATION, Set.of());
        Map<String, String> broken = new AbstractMap<>() {
            @Override
            public Set<Entry<String, String>> entrySet() {
                throw new IllegalStateException("no details");
            }
        };

        try (CapturedLogs logs = CapturedLogs.everything()) {
            Diagnosis diagnosis = asked.diagnosis(400, "invalid_client", broken);

            assertThat(diagnosis.isRecognised()).isFalse();
            assertThat(asked.message(diagnosis, "invalid_client", 7000215)).contains("invalid_client, AADSTS7000215");
            assertThat(logs.text()).contains("could not be explained");
        }
    }
}
