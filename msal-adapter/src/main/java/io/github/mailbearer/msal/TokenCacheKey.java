package io.github.mailbearer.msal;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which row of a {@link TokenCacheStore} is meant: one for each mailbox that an application was connected to.
 *
 * <p>Upper and lower case make no difference and are not kept.
 *
 * @param tenantId the tenant, as the {@link EntraApplication} names it
 * @param clientId the application
 * @param mailbox the account that signed in, an address; or, for what a {@link MailboxConnector} remembers of a sign-in
 *     under way, a name that begins with {@code state:}
 */
public record TokenCacheKey(String tenantId, String clientId, String mailbox) {

    private static final int LONGEST = 320;

    /**
     * Checks and lower-cases the parts.
     *
     * @throws IllegalArgumentException if a part is missing, blank, longer than 320 characters, or holds white space or a
     *     control character; the message names it
     */
    public TokenCacheKey {
        tenantId = checked("tenantId", tenantId, "the Directory (tenant) ID");
        clientId = checked("clientId", clientId, "the Application (client) ID");
        mailbox = checked("mailbox", mailbox, "the address that signs in, such as noreply@contoso.com");
    }

    private static String checked(String name, @Nullable String value, String form) {
        String given = Arguments.required(name, value, form);
        if (given.isBlank() || given.length() > LONGEST) {
            throw new IllegalArgumentException(
                    name + " is empty or longer than " + LONGEST + " characters: give " + form);
        }
        if (given.chars().anyMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c))) {
            throw new IllegalArgumentException(name + " holds white space or a control character: give " + form);
        }
        return given.toLowerCase(Locale.ROOT);
    }
}
