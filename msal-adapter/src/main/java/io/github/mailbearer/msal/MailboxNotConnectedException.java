package io.github.mailbearer.msal;

import io.github.mailbearer.diagnosis.Catalogue;
import io.github.mailbearer.diagnosis.Diagnosed;
import io.github.mailbearer.diagnosis.Diagnosis;
import io.github.mailbearer.diagnosis.Facts;
import io.github.mailbearer.diagnosis.Symptom;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox was not connected. What was connected before is as it was.
 *
 * <p>The {@linkplain #getMessage message} is for the person at the browser: what happened and what to do. Code decides by
 * the {@linkplain #reason reason}. No code, token or secret is in either.
 */
public final class MailboxNotConnectedException extends RuntimeException implements Diagnosed {

    private static final long serialVersionUID = 1L;

    /** Why. */
    private final Reason reason;

    /** Where an administrator consents. */
    private final @Nullable URI adminConsentUrl;

    /** The OAuth error code. */
    private final @Nullable String error;

    /** Names and values as Entra gave them. */
    @SuppressWarnings("serial") // always an unmodifiable LinkedHashMap
    private final Map<String, String> details;

    /** What the application's catalogue says. */
    private final @Nullable Diagnosis diagnosis;

    MailboxNotConnectedException(
            Reason reason,
            String message,
            @Nullable URI adminConsentUrl,
            @Nullable String error,
            Map<String, String> details,
            @Nullable Throwable cause,
            @Nullable Diagnosis diagnosis) {
        super(message, cause);
        this.reason = reason;
        this.adminConsentUrl = adminConsentUrl;
        this.error = error;
        this.details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
        this.diagnosis = diagnosis;
    }

    static MailboxNotConnectedException of(Reason reason, String message) {
        return of(reason, message, null);
    }

    static MailboxNotConnectedException of(Reason reason, String message, @Nullable Throwable cause) {
        return new MailboxNotConnectedException(reason, message, null, null, Map.of(), cause, null);
    }

    /**
     * Why the mailbox was not connected.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    /**
     * Where an administrator consents for everybody in the tenant, if that is what is missing.
     *
     * @return the page at Entra; empty unless the reason is {@link Reason#ADMIN_CONSENT_REQUIRED}
     */
    public Optional<URI> adminConsentUrl() {
        return Optional.ofNullable(adminConsentUrl);
    }

    /**
     * The {@code error} that Entra gave (RFC 6749 sections 4.1.2.1 and 5.2).
     *
     * @return the error code, or empty if Entra did not refuse
     */
    public Optional<String> error() {
        return Optional.ofNullable(error);
    }

    /**
     * What else Entra said, by its own names, such as {@code error_codes} and {@code correlation_id}, and what it was asked
     * for: {@code tenant}, {@code client_id}, {@code scope}.
     *
     * @return names and values, immutable, perhaps empty
     */
    public Map<String, String> details() {
        return details;
    }

    /**
     * What went wrong and what to do, in the words of the application's {@linkplain EntraApplication.Builder#catalogue
     * catalogue}. An answer that comes again is explained in the built-in catalogue's.
     *
     * @return the diagnosis
     */
    @Override
    public Diagnosis diagnosis() {
        if (diagnosis != null) {
            return diagnosis;
        }
        Symptom symptom = error == null ? Symptom.of(this) : Symptom.ofTokenError(400, error, details);
        Facts facts = Facts.builder()
                .tenantId(details.getOrDefault("tenant", ""))
                .clientId(details.getOrDefault("client_id", ""))
                .scopes(List.of(details.getOrDefault("scope", "")))
                .build();
        return Diagnosis.of(symptom, facts, Catalogue.builtIn());
    }

    /** Why a mailbox was not connected. */
    public enum Reason {

        /** The person chose Cancel. */
        CONSENT_DENIED,

        /** Only an administrator may consent; {@link #adminConsentUrl()} says where. */
        ADMIN_CONSENT_REQUIRED,

        /** Somebody signed in, but not as the mailbox that is to be connected. */
        WRONG_ACCOUNT,

        /** The account signed in to another tenant than the application's, or than the one it was connected in before. */
        WRONG_TENANT,

        /** Entra gave no refresh token, so that the connection would end within the hour. */
        REFRESH_TOKEN_MISSING,

        /** Entra did not grant all the scopes that were asked for. */
        SCOPES_MISSING,

        /** What came back is no answer to a sign-in: its {@code state} is missing, altered or that of another sign-in. */
        STATE_INVALID,

        /** The sign-in took longer than ten minutes, or what handled its answer came to an end in the middle. */
        STATE_EXPIRED,

        /** The browser that came back has no browser value, or none of ours: it is not the one that was sent. */
        BROWSER_MISMATCH,

        /** There is neither a code nor an error in the answer. */
        CODE_MISSING,

        /**
         * The redirect URI was called as it is when an administrator comes back from
         * {@link MailboxConnector#adminConsentUrl} and has consented; now the mailbox can be connected. It proves nothing,
         * since anybody can call it so: do not record from it that there is consent.
         */
        ADMIN_CONSENT_GIVEN,

        /** Entra's statement of who signed in is missing, not for this sign-in, or not valid at this time. */
        ID_TOKEN_INVALID,

        /** The connection could not be stored, or may not take the place of what is stored. */
        NOT_STORED,

        /** Entra refused for another reason; the {@link #error()} and the message say which. */
        REFUSED
    }
}
