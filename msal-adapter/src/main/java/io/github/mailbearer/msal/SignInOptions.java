package io.github.mailbearer.msal;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which account is to sign in, and what Entra's pages are asked to do.
 *
 * <pre>{@code
 * SignInOptions.of("noreply@contoso.com").withPrompt(SignInOptions.Prompt.LOGIN)
 * }</pre>
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class SignInOptions {

    private final @Nullable String mailbox;
    private final Prompt prompt;
    private final @Nullable String loginHint;
    private final @Nullable String domainHint;
    private final @Nullable String claims;

    private SignInOptions(
            @Nullable String mailbox,
            Prompt prompt,
            @Nullable String loginHint,
            @Nullable String domainHint,
            @Nullable String claims) {
        this.mailbox = mailbox;
        this.prompt = prompt;
        this.loginHint = loginHint;
        this.domainHint = domainHint;
        this.claims = claims;
    }

    /**
     * Names the mailbox to connect. Entra's page offers it as the account to sign in with.
     *
     * @param mailbox the address that signs in
     * @return options that let the person select the account
     * @throws IllegalArgumentException if it is no address
     */
    public static SignInOptions of(String mailbox) {
        String checked = MailboxName.checked(mailbox);
        return new SignInOptions(checked, Prompt.SELECT_ACCOUNT, checked, null, null);
    }

    /**
     * Leaves it to the person which mailbox is connected, for a connector that
     * {@linkplain MailboxConnector.Builder#allowAnyAccount allows any account}.
     *
     * @return options that let the person select the account
     */
    public static SignInOptions ofAnyAccount() {
        return new SignInOptions(null, Prompt.SELECT_ACCOUNT, null, null, null);
    }

    /**
     * Chooses what Entra asks of the person.
     *
     * @param prompt what to ask
     * @return options with this prompt
     */
    public SignInOptions withPrompt(Prompt prompt) {
        Arguments.required("prompt", prompt, "SignInOptions.Prompt.SELECT_ACCOUNT or another one");
        return new SignInOptions(mailbox, prompt, loginHint, domainHint, claims);
    }

    /**
     * Offers another account on Entra's page than the mailbox itself.
     *
     * @param loginHint an account, such as the name a shared mailbox is signed in with
     * @return options with this hint
     * @throws IllegalArgumentException if it is blank or holds a control character
     */
    public SignInOptions withLoginHint(String loginHint) {
        return new SignInOptions(mailbox, prompt, plain("loginHint", loginHint, "an account"), domainHint, claims);
    }

    /**
     * Names the domain whose sign-in page is shown, so that a federated tenant need not be looked up by the account.
     *
     * @param domainHint a domain of the tenant
     * @return options with this hint
     * @throws IllegalArgumentException if it is blank or holds a control character
     */
    public SignInOptions withDomainHint(String domainHint) {
        return new SignInOptions(
                mailbox, prompt, loginHint, plain("domainHint", domainHint, "a domain such as contoso.com"), claims);
    }

    /**
     * Passes on what Entra demanded when it last refused (a claims challenge), so that the person is asked for it.
     *
     * <p>What Entra demanded of the mailbox's stored connection is passed on without this.
     *
     * @param claimsJson the JSON object that Entra gave
     * @return options with these claims
     * @throws IllegalArgumentException if it is no JSON object
     */
    public SignInOptions withClaims(String claimsJson) {
        return new SignInOptions(
                mailbox, prompt, loginHint, domainHint, Claims.of(claimsJson).json());
    }

    private static String plain(String name, @Nullable String value, String form) {
        String given = Arguments.required(name, value, form);
        if (given.isBlank() || given.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(name + " is blank or holds a control character: give " + form);
        }
        return given;
    }

    Optional<String> mailbox() {
        return Optional.ofNullable(mailbox);
    }

    Prompt prompt() {
        return prompt;
    }

    Optional<String> loginHint() {
        return Optional.ofNullable(loginHint);
    }

    Optional<String> domainHint() {
        return Optional.ofNullable(domainHint);
    }

    Optional<String> claims() {
        return Optional.ofNullable(claims);
    }

    @Override
    public String toString() {
        return "SignInOptions[" + (mailbox == null ? "any account" : mailbox) + ", " + prompt + "]";
    }

    /** What Entra asks of the person, the {@code prompt} of OpenID Connect Core section 3.1.2.1. */
    public enum Prompt {

        /** Shows the accounts that are signed in in this browser, so that the administrator's own is not taken by chance. */
        SELECT_ACCOUNT,

        /** Asks for the password again, whoever is signed in. */
        LOGIN,

        /** Asks for consent again, after the permissions of the application have changed. */
        CONSENT,

        /** Asks nothing that Entra knows already. */
        WHEN_NEEDED;

        /** The parameter; empty if there is to be none. */
        Optional<String> parameter() {
            return this == WHEN_NEEDED ? Optional.empty() : Optional.of(name().toLowerCase(Locale.ROOT));
        }
    }
}
