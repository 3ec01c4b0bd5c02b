package io.github.mailbearer.msal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in under way, as it travels in the browser, encrypted.
 *
 * @param stateHash the hash of the {@code state} parameter, so that who reads the one does not know the other
 * @param verifier the PKCE code verifier
 * @param nonce what the id token must repeat
 * @param mailbox who is to sign in; {@code null} if anybody may
 * @param anyAccount whether somebody else may sign in instead
 * @param redirectUri what the code is bound to
 * @param scopes what was asked for
 * @param begunAt when it began
 */
record SignInState(
        String stateHash,
        String verifier,
        String nonce,
        @Nullable String mailbox,
        boolean anyAccount,
        String redirectUri,
        ConnectScopes scopes,
        Instant begunAt) {

    static final Duration LIFE = Duration.ofMinutes(10);

    /** By how much the clocks of two nodes may differ. */
    private static final Duration SKEW = Duration.ofMinutes(2);

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** 256 random bits, as letters, digits, {@code -} and {@code _}. */
    static String random() {
        byte[] octets = new byte[32];
        RANDOM.nextBytes(octets);
        return BASE64.encodeToString(octets);
    }

    static SignInState begin(ConnectSettings settings, String state, @Nullable String mailbox) {
        return new SignInState(
                hash(state),
                random(),
                random(),
                mailbox,
                settings.anyAccount(),
                settings.redirectUri().toString(),
                settings.scopes(),
                settings.now());
    }

    private static String hash(String state) {
        return HexFormat.of().formatHex(sha256(state.getBytes(UTF_8)));
    }

    private static byte[] sha256(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each JVM has SHA-256", e);
        }
    }

    /** The PKCE code challenge (RFC 7636 section 4.2, S256). */
    String challenge() {
        return BASE64.encodeToString(sha256(verifier.getBytes(US_ASCII)));
    }

    /** Whether it was begun for the page and the scopes of a connector. */
    boolean belongsTo(ConnectSettings settings) {
        return redirectUri.equals(settings.redirectUri().toString())
                && scopes.names().equals(settings.scopes().names());
    }

    /** Who must have signed in; {@code null} if it may be anybody. */
    @Nullable
    String expectedAccount() {
        return anyAccount ? null : mailbox;
    }

    boolean belongsTo(String state) {
        return MessageDigest.isEqual(hash(state).getBytes(US_ASCII), stateHash.getBytes(US_ASCII));
    }

    Instant validUntil() {
        return begunAt.plus(LIFE);
    }

    boolean isExpired(Instant now) {
        return now.isAfter(validUntil()) || begunAt.isAfter(now.plus(SKEW));
    }

    String seal(ConnectSettings settings) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("state", stateHash);
        members.put("verifier", verifier);
        members.put("nonce", nonce);
        members.put("mailbox", mailbox == null ? "" : mailbox);
        members.put("anyAccount", anyAccount);
        members.put("redirectUri", redirectUri);
        members.put("scopes", scopes.toString());
        members.put("begunAt", begunAt.toString());
        return BASE64.encodeToString(settings.sealer().seal(Json.write(members), settings.sealContext()));
    }

    /**
     * Opens a browser value.
     *
     * @throws Sealer.BrokenSealException if it is none of ours, saying why as the rest of a sentence
     */
    static SignInState open(ConnectSettings settings, String browserValue) throws Sealer.BrokenSealException {
        byte[] sealed;
        try {
            sealed = Base64.getUrlDecoder().decode(browserValue);
        } catch (IllegalArgumentException e) {
            throw new Sealer.BrokenSealException("was not made by Mailbearer", null);
        }
        return read(Json.object(settings.sealer().open(sealed, settings.sealContext()))
                        .orElse(Map.of()))
                .orElseThrow(() -> new Sealer.BrokenSealException("was made by another version of Mailbearer", null));
    }

    private static Optional<SignInState> read(Map<String, Object> members) {
        if (members.get("state") instanceof String stateHash
                && members.get("verifier") instanceof String verifier
                && members.get("nonce") instanceof String nonce
                && members.get("mailbox") instanceof String mailbox
                && members.get("anyAccount") instanceof Boolean anyAccount
                && members.get("redirectUri") instanceof String redirectUri
                && members.get("scopes") instanceof String scopes
                && members.get("begunAt") instanceof String begunAt) {
            try {
                return Optional.of(new SignInState(
                        stateHash,
                        verifier,
                        nonce,
                        mailbox.isEmpty() ? null : mailbox,
                        anyAccount,
                        redirectUri,
                        ConnectScopes.of(scopes),
                        Instant.parse(begunAt)));
            } catch (DateTimeException | IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "SignInState[" + (mailbox == null ? "any account" : mailbox) + "]";
    }
}
