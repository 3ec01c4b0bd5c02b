package io.github.mailbearer.msal;

import io.github.mailbearer.msal.MailboxNotConnectedException.Reason;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the store remembers of a sign-in, from the moment its answer is handled.
 *
 * @param at since when this is so
 * @param owner a random name of whoever handles the answer; empty if nobody does
 * @param result what came of it; {@code null} if that is not known yet
 */
record SignInRow(
        Status status, Instant at, String owner, @Nullable SignInResult result) {

    /** How far it has come. */
    enum Status {
        /** Somebody began to handle the answer, and gave it back unused. */
        FREE,
        /** Somebody handles the answer. */
        CLAIMED,
        CONNECTED,
        REFUSED
    }

    static SignInRow free(Instant now) {
        return new SignInRow(Status.FREE, now, "", null);
    }

    static SignInRow claimed(Instant now, String owner) {
        return new SignInRow(Status.CLAIMED, now, owner, null);
    }

    static SignInRow of(SignInResult result, Instant now) {
        return new SignInRow(
                result instanceof SignInResult.Connected ? Status.CONNECTED : Status.REFUSED, now, "", result);
    }

    boolean isClaimedBy(String name) {
        return status == Status.CLAIMED && owner.equals(name);
    }

    byte[] write() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("status", status.name());
        members.put("at", at.toString());
        members.put("owner", owner);
        if (result instanceof SignInResult.Connected connected) {
            members.put("mailbox", members(connected.mailbox()));
        } else if (result instanceof SignInResult.Refused refused) {
            members.put("refusal", members(refused.kept()));
        }
        return Json.write(members);
    }

    private static Map<String, Object> members(ConnectedMailbox mailbox) {
        return Map.of(
                "mailbox", mailbox.mailbox(),
                "account", mailbox.account(),
                "tenantId", mailbox.tenantId(),
                "scopes", List.copyOf(mailbox.scopes()),
                "connectedAt", mailbox.connectedAt().toString());
    }

    private static Map<String, Object> members(MailboxNotConnectedException refusal) {
        return Map.of(
                "reason", refusal.reason().name(),
                "message", String.valueOf(refusal.getMessage()),
                "adminConsentUrl", refusal.adminConsentUrl().map(URI::toString).orElse(""),
                "error", refusal.error().orElse(""),
                "details", refusal.details());
    }

    /**
     * Reads a row.
     *
     * @throws IllegalArgumentException if it is none
     */
    static SignInRow read(byte[] content) {
        Map<?, ?> row = Json.object(content).orElse(Map.of());
        try {
            Status status = Status.valueOf(text(row, "status"));
            Instant at = Instant.parse(text(row, "at"));
            return switch (status) {
                case FREE -> free(at);
                case CLAIMED -> claimed(at, text(row, "owner"));
                case CONNECTED -> of(connected(object(row, "mailbox")), at);
                case REFUSED -> of(SignInResult.Refused.of(refused(object(row, "refusal"))), at);
            };
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no time", e);
        }
    }

    private static SignInResult connected(Map<?, ?> mailbox) {
        Instant connectedAt = Instant.parse(text(mailbox, "connectedAt"));
        Set<String> scopes = new LinkedHashSet<>();
        if (mailbox.get("scopes") instanceof List<?> names) {
            names.forEach(name -> scopes.add(name.toString()));
        }
        return new SignInResult.Connected(new ConnectedMailbox(
                text(mailbox, "mailbox"),
                text(mailbox, "account"),
                text(mailbox, "tenantId"),
                scopes,
                connectedAt,
                connectedAt,
                ConnectionHealth.WORKING,
                null));
    }

    private static MailboxNotConnectedException refused(Map<?, ?> refusal) {
        String adminConsentUrl = text(refusal, "adminConsentUrl");
        String error = text(refusal, "error");
        Map<String, String> details = new LinkedHashMap<>();
        object(refusal, "details").forEach((name, value) -> details.put(name.toString(), value.toString()));
        return new MailboxNotConnectedException(
                Reason.valueOf(text(refusal, "reason")),
                text(refusal, "message"),
                adminConsentUrl.isEmpty() ? null : URI.create(adminConsentUrl),
                error.isEmpty() ? null : error,
                details,
                null,
                null);
    }

    private static String text(Map<?, ?> members, String name) {
        if (members.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("no " + name);
    }

    private static Map<?, ?> object(Map<?, ?> members, String name) {
        if (members.get(name) instanceof Map<?, ?> object) {
            return object;
        }
        throw new IllegalArgumentException("no " + name);
    }
}
