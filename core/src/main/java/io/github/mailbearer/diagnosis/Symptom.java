package io.github.mailbearer.diagnosis;

import io.github.mailbearer.sasl.ServerError;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is seen of a failure, before anybody knows what it means: replies, error codes, exceptions, words.
 *
 * <p>Made from an exception, from text somebody pasted, or from what a server said. It is bounded and holds no secret:
 * text is {@linkplain Redaction redacted} before anything else is done with it.
 */
public final class Symptom {

    private final Set<Place> places = EnumSet.noneOf(Place.class);
    private final Set<Provider> providers = EnumSet.noneOf(Provider.class);
    private final List<Reply> replies = new ArrayList<>();
    private final Set<String> errors = new LinkedHashSet<>();
    private final Set<String> suberrors = new LinkedHashSet<>();
    private final Set<Integer> numbers = new LinkedHashSet<>();
    private final Set<Integer> statuses = new LinkedHashSet<>();
    private final Set<String> challenges = new LinkedHashSet<>();
    private final Set<String> exceptions = new LinkedHashSet<>();
    private final Evidence.Builder evidence = new Evidence.Builder();
    private String words = "";

    private Symptom() {}

    /**
     * What an exception and its causes tell.
     *
     * @param failure the exception: ours, Jakarta Mail's, MSAL4J's or any other
     * @return the symptom
     */
    public static Symptom of(Throwable failure) {
        Symptom symptom = new Symptom();
        FailureReading.read(failure, symptom);
        return symptom;
    }

    /**
     * What a stack trace, an excerpt of a log, a server's reply or an error page tells.
     *
     * @param text the text, of any length; the middle of a huge one is not read
     * @return the symptom
     */
    public static Symptom ofText(String text) {
        Symptom symptom = new Symptom();
        TextReading.read(text, symptom);
        return symptom;
    }

    /**
     * What a mail server's refusal tells.
     *
     * @param place the protocol
     * @param reply the final reply, with its codes
     * @param explanation what the server explained before, or {@code null}
     * @return the symptom
     */
    public static Symptom ofReply(Place place, String reply, @Nullable ServerError explanation) {
        Symptom symptom = new Symptom().at(place);
        TextReading.read(reply, symptom);
        if (explanation != null) {
            symptom.challenge(explanation);
        }
        return symptom;
    }

    /**
     * What an identity provider's refusal tells.
     *
     * @param status the HTTP status
     * @param error the OAuth error (RFC 6749 section 5.2)
     * @param details what else it said, by its own names: {@code error_codes}, {@code suberror}, {@code correlation_id} …
     * @return the symptom
     */
    public static Symptom ofTokenError(int status, String error, Map<String, String> details) {
        Symptom symptom = new Symptom().at(Place.TOKEN).status(status).error(error);
        FailureReading.readDetails(details, symptom);
        return symptom;
    }

    Symptom at(Place place) {
        places.add(place);
        return this;
    }

    Symptom with(Provider provider) {
        providers.add(provider);
        return this;
    }

    Symptom reply(Reply reply) {
        replies.add(reply);
        return this;
    }

    Symptom error(String error) {
        errors.add(error.toLowerCase(Locale.ROOT));
        evidence.put(Evidence.ERROR, error);
        return this;
    }

    Symptom suberror(String suberror) {
        suberrors.add(suberror.toLowerCase(Locale.ROOT));
        evidence.put(Evidence.SUBERROR, suberror);
        return this;
    }

    Symptom number(int number) {
        numbers.add(number);
        evidence.put(Evidence.AADSTS, Integer.toString(number));
        return this;
    }

    Symptom status(int status) {
        statuses.add(status);
        evidence.put(Evidence.HTTP_STATUS, Integer.toString(status));
        return this;
    }

    Symptom challenge(ServerError explanation) {
        String text = Redaction.of(explanation.text());
        explanation.status().ifPresent(status -> challenges.add(status.toLowerCase(Locale.ROOT)));
        evidence.put(Evidence.EXPLANATION, text);
        return words(text);
    }

    Symptom exception(String simpleName) {
        exceptions.add(simpleName);
        return this;
    }

    /** Adds text to search for phrases. */
    Symptom words(String text) {
        words = words.isEmpty() ? Phrase.folded(text) : words + " " + Phrase.folded(text);
        return this;
    }

    Set<Place> places() {
        return places;
    }

    Set<Provider> providers() {
        return providers;
    }

    List<Reply> replies() {
        return replies;
    }

    Set<String> errors() {
        return errors;
    }

    Set<String> suberrors() {
        return suberrors;
    }

    Set<Integer> numbers() {
        return numbers;
    }

    Set<Integer> statuses() {
        return statuses;
    }

    Set<String> challenges() {
        return challenges;
    }

    Set<String> exceptions() {
        return exceptions;
    }

    String words() {
        return words;
    }

    /** Microsoft's page on the first of the numbers: it has one for each, known here or not. */
    Optional<URI> link() {
        return numbers.stream()
                .findFirst()
                .map(number -> URI.create("https://login.microsoftonline.com/error?code=" + number));
    }

    Evidence.Builder evidence() {
        return evidence;
    }
}
