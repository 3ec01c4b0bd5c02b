package io.github.mailbearer.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The errors of Entra by number. */
@Timeout(20)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EntraErrorTableTest {

    private final FakeEntra entra = FakeEntra.start();
    private final TokenClient client = new TokenClient(entra);

    @AfterAll
    void close() {
        entra.close();
    }

    private HttpResponse<String> token() throws Exception {
        return client.post(client.form());
    }

    private static Map<String, Object> json(HttpResponse<String> response) throws Exception {
        return JSONObjectUtils.parse(response.body());
    }

    /** The numbers that the catalogue's rows name, some of which appear in no list of Microsoft's. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ':',
            value = {
                "E1: 7000215",
                "E2: 7000222",
                "E3: 70002",
                "E4: 7000218",
                "E5: 700025",
                "E6: 700027",
                "E7: 700024",
                "E8: 700030 50012",
                "E9: 700016",
                "E10: 7000112 700011 70001 1000031",
                "E11: 90002 900023",
                "E12: 50059 50128",
                "E13: 90038 900382 900432",
                "E14: 500011 50001",
                "E15: 650052 500014",
                "E16: 50194",
                "E17: 9001023 90124 90130",
                "E18: 9002332 9002331",
                "E19: 500208 500200",
                "E20: 50020 50034 16000 90072 51004",
                "E21: 50126 50055 50144 50056 50057 50053",
                "E22: 50076 50074 50158",
                "E23: 50079 50072 50078",
                "E24: 53003 53000 53001 53002 53011",
                "E25: 530035",
                "E26: 530034",
                "E27: 530032 500021 500022 500212 500213",
                "E28: 50097 50129",
                "E29: 50105",
                "E30: 65001",
                "E31: 65004",
                "E32: 90094 90095",
                "E33: 650056 65005 650057 65002",
                "E34: 70011",
                "E35: 650053",
                "E36: 28000 700022",
                "E37: 1002012",
                "E38: 901002",
                "E39: 900144 90014 9002313 900561 90056",
                "E40: 50011",
                "E41: 500113 900971",
                "E42: 700054 70005 70007",
                "E43: 54005 70008 700005",
                "E44: 501481 50147",
                "E45: 700082",
                "E46: 50173 50132 50133 50089 70043 700084 70000 50085",
                "E47: 50196",
                "E48: 90055",
                "E49: 50033 90006 90012 90024 90033 90090 40010 70012 50087",
                "E50: 50058",
                "E51: 90009",
                "E52: 70016",
                "E52a: 70018 70019 90119 90120 50134"
            })
    void answersWithEachNumberOfARow(String row, String numbers) throws Exception {
        for (String number : numbers.split(" ")) {
            EntraScenario scenario = EntraScenario.aadsts(Integer.parseInt(number));
            entra.play(scenario);

            HttpResponse<String> response = token();
            Map<String, Object> error = json(response);

            assertThat(scenario.ids()).containsExactly(row);
            assertThat(response.statusCode()).isGreaterThanOrEqualTo(400);
            assertThat((String) error.get("error_description")).startsWith("AADSTS" + number + ": ");
            assertThat(error)
                    .containsEntry("error_codes", List.of(Long.valueOf(number)))
                    .containsEntry("error_uri", "https://login.microsoftonline.com/error?code=" + number)
                    .containsKeys("error", "trace_id", "correlation_id", "timestamp");
            assertThat(response.body()).doesNotContain("{clientId}", "{tenantId}");
        }
    }

    @Test
    void namesTheApplicationAndTheTenantOfTheFake() throws Exception {
        entra.play(EntraScenario.aadsts(700016));

        assertThat(token().body()).contains(entra.clientId(), entra.tenantId());
    }

    @Test
    void tellsWhatMsalLooksAt() throws Exception {
        entra.play(EntraScenario.aadsts(50076));
        HttpResponse<String> response = token();

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response)).contains(Map.entry("error", "invalid_grant"), Map.entry("suberror", "basic_action"));
        entra.play(EntraScenario.aadsts(7000215));
        assertThat(token().statusCode()).isEqualTo(401);
        assertThat(json(token())).doesNotContainKey("suberror");
    }
}
