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
     * @param tenantId the tenant
     * @param clientId the application
     * @param mailbox the account that signed in
     * @throws IllegalArgumentException if a part is missing, blank, longer than 320 characters, or holds white space or a
     *     control character; the message names it
     */
    public TokenCacheKey {
        tenantId = checked("tenantId", tenantId, "the Directory (tenant) ID");
        clientId = checked("clientId", clientId, "the Application (client) ID");
        mailbox = checked("mailbox", mailbox, "the address that signs in, such as noreply@contoso.com");
    }

    private static String checked(String name, @Nullable String value, String form) {
        String given = Arguments.required(name, value, form).toLowerCase(Locale.ROOT);
        if (given.isBlank() || given.length() > LONGEST) {
            throw new IllegalArgumentException(
                    name + " is empty or longer than " + LONGEST + " characters: give " + form);
        }
        if (given.codePoints().anyMatch(TokenCacheKey::isInvisible)) {
            throw new IllegalArgumentException(name + " holds white space or a control character: give " + form);
        }
        return given;
    }

    /** What nobody sees, or what no file and no database could keep: half a character. */
    private static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
