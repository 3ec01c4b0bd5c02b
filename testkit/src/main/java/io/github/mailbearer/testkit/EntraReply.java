package io.github.mailbearer.testkit;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What {@link FakeEntra}'s token endpoint answers instead of a token: an error as Entra words it, something a proxy might
 * say, or a fault of the network.
 *
 * <pre>{@code
 * entra.answerNext(EntraReply.throttled(Duration.ofSeconds(7)), EntraReply.reset());
 * }</pre>
 */
public final class EntraReply {

    /** Puts the reply on the wire. */
    @FunctionalInterface
    interface Sending {
        void send(HttpConnection connection, HttpRequest request, Instant now) throws IOException;
    }

    private final String name;
    private final Sending sending;
    private final boolean late;

    private EntraReply(String name, Sending sending) {
        this(name, sending, false);
    }

    private EntraReply(String name, Sending sending, boolean late) {
        this.name = name;
        this.sending = sending;
        this.late = late;
    }

    static EntraReply of(String name, HttpReply reply) {
        return new EntraReply(name, (connection, request, now) -> connection.reply(reply));
    }

    /**
     * Answers with an error body as Entra writes it, fresh trace id, correlation id and timestamp included.
     *
     * @param status the HTTP status, 400 for most errors and 401 for {@code invalid_client}
     * @param error the OAuth error (RFC 6749 section 5.2), such as {@code invalid_client}
     * @param aadsts the number after {@code AADSTS}
     * @param description what Entra says after the number
     * @return the reply
     */
    public static EntraReply error(int status, String error, int aadsts, String description) {
        return of(new EntraError(status, error, aadsts, description));
    }

    /**
     * Answers with an error body as Entra writes it, and more members in it.
     *
     * @param status the HTTP status, 400 for most errors and 401 for {@code invalid_client}
     * @param error the OAuth error (RFC 6749 section 5.2), such as {@code invalid_grant}
     * @param aadsts the number after {@code AADSTS}
     * @param description what Entra says after the number
     * @param more such as {@code suberror}, or {@code claims}, which is JSON in a string
     * @return the reply
     */
    public static EntraReply error(int status, String error, int aadsts, String description, Map<String, ?> more) {
        return of(new EntraError(status, error, aadsts, description, Map.copyOf(more)));
    }

    static EntraReply of(EntraError error) {
        return of(error, Map.of());
    }

    static EntraReply of(EntraError error, Map<String, String> headers) {
        return new EntraReply(
                error.error() + " AADSTS" + error.aadsts(),
                (connection, request, now) ->
                        connection.reply(error.toReply(request, now).withHeaders(headers)));
    }

    /** An error as RFC 6749 section 5.2 has it, and no more. */
    static EntraReply oauthError(int status, String error, String description) {
        return of(error, HttpReply.json(status, Map.of("error", error, "error_description", description)));
    }

    static EntraReply proxyAuthenticationRequired() {
        HttpReply page = new HttpReply(
                407,
                "text/html; charset=utf-8",
                Map.of("Proxy-Authenticate", "Basic realm=\"proxy\""),
                "<!DOCTYPE html><html><head><title>407</title></head><body>Sent by a proxy.</body></html>");
        return of("407", page);
    }

    /**
     * Answers that the client secret is wrong: most often its ID was pasted instead of its value.
     *
     * @return AADSTS7000215
     */
    public static EntraReply invalidClientSecret() {
        return error(
                401,
                "invalid_client",
                7000215,
                "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value,"
                        + " not the client secret ID, for a secret added to the app.");
    }

    /**
     * Answers that the client secret has expired.
     *
     * @return AADSTS7000222
     */
    public static EntraReply expiredClientSecret() {
        return error(401, "invalid_client", 7000222, "The provided client secret keys for the app are expired.");
    }

    /**
     * Answers that the tenant has no such application.
     *
     * @return AADSTS700016
     */
    public static EntraReply unknownApplication() {
        return error(400, "unauthorized_client", 700016, "Application was not found in the directory.");
    }

    /**
     * Answers that there is no such tenant.
     *
     * @return AADSTS90002
     */
    public static EntraReply unknownTenant() {
        return error(
                400, "invalid_request", 90002, "Tenant not found. Check to make sure you have the correct tenant ID.");
    }

    /**
     * Answers that nobody has consented to what the application asks for.
     *
     * @return AADSTS65001
     */
    public static EntraReply consentRequired() {
        return of(PersonErrors.CONSENT);
    }

    /**
     * Answers that only an administrator may consent to what the application asks for.
     *
     * @return AADSTS90094
     */
    public static EntraReply adminConsentRequired() {
        return of(PersonErrors.ADMIN_CONSENT);
    }

    /**
     * Answers that the person must prove more than a password, with the {@code claims} of the policy that wants it.
     *
     * @return AADSTS50076
     */
    public static EntraReply interactionRequired() {
        return of(PersonErrors.MULTI_FACTOR);
    }

    /**
     * Answers that the refresh token was not used for 90 days.
     *
     * @return AADSTS700082
     */
    public static EntraReply refreshTokenExpired() {
        return of(PersonErrors.INACTIVE);
    }

    /**
     * Answers that the refresh token was revoked, as those of a person are who changes the password.
     *
     * @return AADSTS50173
     */
    public static EntraReply refreshTokenRevoked() {
        return of(PersonErrors.REVOKED);
    }

    /**
     * Answers that a policy wants the person to sign in more often.
     *
     * @return AADSTS70043
     */
    public static EntraReply signInFrequency() {
        return of(PersonErrors.SIGN_IN_FREQUENCY);
    }

    /**
     * Answers that a Conditional Access policy forbids the token.
     *
     * @return AADSTS53003
     */
    public static EntraReply blockedByConditionalAccess() {
        return of(PersonErrors.CONDITIONAL_ACCESS);
    }

    /**
     * Answers that the tenant's security defaults forbid the token.
     *
     * @return AADSTS530035
     */
    public static EntraReply securityDefaults() {
        return of(PersonErrors.SECURITY_DEFAULTS);
    }

    /**
     * Answers that the resource named in the scope is unknown in the tenant.
     *
     * @return AADSTS500011
     */
    public static EntraReply unknownResource() {
        return error(400, "invalid_resource", 500011, "The resource principal was not found in the tenant.");
    }

    /**
     * Answers that there were too many requests.
     *
     * @param retryAfter the time to wait, in whole seconds
     * @return status 429 with {@code Retry-After}
     */
    public static EntraReply throttled(Duration retryAfter) {
        EntraError body = new EntraError(429, "temporarily_unavailable", 90055, "The request was throttled.");
        String seconds = Long.toString(retryAfter.toSeconds());
        return new EntraReply(
                "429 Retry-After: " + seconds,
                (connection, request, now) ->
                        connection.reply(body.toReply(request, now).withHeaders(Map.of("Retry-After", seconds))));
    }

    /**
     * Answers that Entra itself is in trouble.
     *
     * @param status the HTTP status, from 500 to 599
     * @return the status with a {@code temporarily_unavailable} body
     * @throws IllegalArgumentException for any other status
     */
    public static EntraReply unavailable(int status) {
        if (status < 500 || status > 599) {
            throw new IllegalArgumentException("status is " + status + ": give one from 500 to 599");
        }
        return error(status, "temporarily_unavailable", 90033, "A transient error has occurred. Please try again.");
    }

    /**
     * Answers with a page, as gateways and captive portals do.
     *
     * @param status the HTTP status
     * @return the status with a small HTML body
     */
    public static EntraReply html(int status) {
        return status(
                status,
                "text/html; charset=utf-8",
                "<!DOCTYPE html><html><head><title>" + status
                        + "</title></head><body>Sent by a gateway.</body></html>");
    }

    /**
     * Answers with anything.
     *
     * @param status the HTTP status
     * @param contentType the {@code Content-Type}
     * @param body the body
     * @return the reply
     */
    public static EntraReply status(int status, String contentType, String body) {
        return of(status + " " + contentType, new HttpReply(status, contentType, Map.of(), body));
    }

    /**
     * Says nothing until the client gives up or the server is closed, two minutes at most.
     *
     * @return silence
     */
    public static EntraReply hang() {
        return new EntraReply("hang", (connection, request, now) -> connection.hang());
    }

    /**
     * Resets the connection (TCP RST) once the request has been read.
     *
     * @return "connection reset" for the client
     */
    public static EntraReply reset() {
        return new EntraReply("reset", (connection, request, now) -> connection.reset());
    }

    /**
     * Does what it is asked to do, so that a code or one-time refresh token is used up, and resets the connection instead of
     * answering.
     *
     * @return "connection reset" for the client
     */
    public static EntraReply answerLost() {
        return new EntraReply("answer lost", (connection, request, now) -> connection.reset(), true);
    }

    /**
     * Closes the connection in good order once the request has been read.
     *
     * @return an end of stream where the client waits for a status line
     */
    public static EntraReply closeWithoutAnswer() {
        return new EntraReply("close without answer", (connection, request, now) -> {});
    }

    /**
     * Promises a token response and closes in the middle of it.
     *
     * @return a body shorter than its {@code Content-Length}
     */
    public static EntraReply truncated() {
        HttpReply whole = HttpReply.json(
                200, Map.of("token_type", "Bearer", "expires_in", 3599, "access_token", "testkit-truncated"));
        return new EntraReply("truncated", (connection, request, now) -> connection.replyInPart(whole));
    }

    /** A token response (RFC 6749 section 5.1). */
    static EntraReply token(Map<String, ?> members) {
        return of("token", HttpReply.json(200, members));
    }

    void send(HttpConnection connection, HttpRequest request, Instant now) throws IOException {
        sending.send(connection, request, now);
    }

    /** Whether the work is done before this takes the place of its answer. */
    boolean isLate() {
        return late;
    }

    @Override
    public String toString() {
        return "EntraReply[" + name + "]";
    }
}
