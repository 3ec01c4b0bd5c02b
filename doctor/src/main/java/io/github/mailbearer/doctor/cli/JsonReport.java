package io.github.mailbearer.doctor.cli;

import io.github.mailbearer.diagnosis.Cause;
import io.github.mailbearer.diagnosis.Diagnosis;
import io.github.mailbearer.diagnosis.Remedy;
import io.github.mailbearer.diagnosis.Retry;
import io.github.mailbearer.doctor.Check;
import io.github.mailbearer.doctor.Report;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came of a run or of an explanation, as one JSON object for programs.
 *
 * <p>Names that are there stay; others may come. Of a run:
 *
 * <pre>{@code
 * { "format": 1, "version": "0.1.0", "runId": "5b0f3a91", "startedAt": "2026-11-22T10:11:12Z", "durationMillis": 1234,
 *   "status": "fail", "exitCode": 2, "firstFailure": "9",
 *   "checks": [ { "id": "9", "title": "…", "status": "fail", "summary": "…", "durationMillis": 12,
 *                 "evidence": { "name": "value" },
 *                 "advice": [ { "text": "…", "commands": [ "…" ] } ],
 *                 "links": [ "https://…" ],
 *                 "diagnosis": { "id": "S7", "kind": "configuration", "retry": { "advice": "after-a-change" } } } ] }
 * }</pre>
 *
 * <p>{@code firstFailure} and {@code diagnosis} are there if there is one, {@code afterSeconds} and {@code atMost} if they are
 * known. Of an explanation:
 *
 * <pre>{@code
 * { "format": 1, "version": "0.1.0", "recognised": true, "exitCode": 0, "id": "S7", "kind": "configuration",
 *   "retry": { "advice": "later", "afterSeconds": 300, "atMost": 3 }, "summary": "…",
 *   "causes": [ { "id": "S2", "text": "…", "likelihood": "possible" } ],
 *   "advice": […], "evidence": {…}, "links": […] }
 * }</pre>
 */
final class JsonReport {

    private JsonReport() {}

    static String of(Report report, int exitCode) {
        Map<String, Object> json = head();
        json.put("runId", report.runId());
        json.put("startedAt", report.startedAt());
        json.put("durationMillis", report.duration().toMillis());
        json.put("status", word(report.worst()));
        json.put("exitCode", exitCode);
        report.firstFailure().ifPresent(check -> json.put("firstFailure", check.id()));
        json.put("checks", report.checks().stream().map(JsonReport::check).toList());
        return JsonText.of(json);
    }

    static String of(Diagnosis diagnosis, int exitCode) {
        Map<String, Object> json = head();
        json.put("recognised", diagnosis.isRecognised());
        json.put("exitCode", exitCode);
        json.putAll(entry(diagnosis));
        json.put("summary", diagnosis.summary());
        json.put("causes", diagnosis.causes().stream().map(JsonReport::cause).toList());
        json.put("advice", advice(diagnosis.remedies()));
        json.put("evidence", diagnosis.evidence().entries());
        json.put("links", diagnosis.links().stream().map(URI::toString).toList());
        return JsonText.of(json);
    }

    private static Map<String, Object> head() {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("format", 1);
        head.put("version", Program.version());
        return head;
    }

    /** Of the diagnosis only what names nobody: its texts hold ids and addresses in full. */
    private static Map<String, Object> check(Check check) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", check.id());
        json.put("title", check.title());
        json.put("status", word(check.status()));
        json.put("summary", check.summary());
        json.put("durationMillis", check.duration().toMillis());
        json.put("evidence", check.evidence());
        json.put("advice", advice(check.advice()));
        json.put("links", check.links().stream().map(URI::toString).toList());
        check.diagnosis().filter(Diagnosis::isRecognised).ifPresent(found -> json.put("diagnosis", entry(found)));
        return json;
    }

    private static Map<String, Object> entry(Diagnosis diagnosis) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", diagnosis.id());
        json.put("kind", word(diagnosis.kind()));
        json.put("retry", retry(diagnosis.retry()));
        return json;
    }

    private static Map<String, Object> retry(Retry retry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("advice", word(retry.advice()));
        retry.after().ifPresent(delay -> json.put("afterSeconds", delay.toSeconds()));
        retry.atMost().ifPresent(limit -> json.put("atMost", limit));
        return json;
    }

    private static List<Map<String, Object>> advice(List<Remedy> remedies) {
        return remedies.stream()
                .<Map<String, Object>>map(remedy -> {
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put("text", remedy.text());
                    json.put("commands", remedy.commands());
                    return json;
                })
                .toList();
    }

    private static Map<String, Object> cause(Cause cause) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", cause.id());
        json.put("text", cause.text());
        json.put("likelihood", word(cause.likelihood()));
        return json;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
