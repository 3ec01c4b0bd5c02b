package io.github.mailbearer.msal;

import java.net.URI;
import java.time.Instant;

/**
 * What to tell a person who is to sign in on another device (RFC 8628 section 3.3). Show it to the owner of the mailbox
 * only: whoever gets somebody else to enter the code gets that mailbox.
 *
 * @param mailbox the mailbox that must sign in
 * @param userCode what to enter
 * @param verificationUri where to enter it
 * @param expiresAt when the code ends
 * @param message all of that in a sentence of Entra's
 */
public record DeviceCodePrompt(
        String mailbox, String userCode, URI verificationUri, Instant expiresAt, String message) {

    /** Everything but the code. */
    @Override
    public String toString() {
        return "DeviceCodePrompt[" + mailbox + ", " + verificationUri + ", expiresAt=" + expiresAt + "]";
    }
}
