package io.github.mailbearer.msal;

/** What to do when Entra does not go on for a connected mailbox, by its own numbers; see {@link Remedy}. */
enum DelegatedRemedy {
    REVOKED(
            true,
            "the password was changed, or the sign-in was revoked",
            "Connect the mailbox again with MailboxConnector."),
    UNUSED(
            true,
            "the refresh token was not used for too long, 90 days as a rule",
            "Connect the mailbox again with MailboxConnector, and let MailboxConnector.keepAlive run every week."),
    SIGN_IN_FREQUENCY(
            true,
            "a policy of the tenant wants a person to sign in from time to time",
            "Connect the mailbox again with MailboxConnector; an administrator can exempt the application from the sign-in"
                    + " frequency under Protection > Conditional Access."),
    SINGLE_PAGE(
            true,
            "the redirect URI is registered for a single-page application, whose refresh tokens live for 24 hours",
            "Move the redirect URI to the platform Web under App registrations > the application > Authentication, then"
                    + " connect the mailbox again with MailboxConnector."),
    MULTIFACTOR(
            true,
            "the tenant wants a second factor",
            "Connect the mailbox again with MailboxConnector and complete the second factor; where nobody can, use"
                    + " MsalTokenProvider.clientCredentials instead."),
    PASSWORD_EXPIRED(
            true,
            "the password has expired",
            "Change it at the sign-in page while connecting the mailbox again with MailboxConnector."),
    CONSENT_MISSING(
            true,
            "nobody has consented to what the application asks for",
            "Connect the mailbox again with MailboxConnector and consent, or let an administrator choose \"Grant admin"
                    + " consent\" under App registrations > the application > API permissions; check that the scopes begin"
                    + " with https://outlook.office.com/."),
    OTHER_ACCOUNT(
            true,
            "the account does not exist in the tenant",
            "Connect the mailbox again with MailboxConnector and sign in with an account of the tenant."),
    SIGN_IN_AGAIN(true, "a person must sign in again", "Connect the mailbox again with MailboxConnector."),
    BLOCKED_BY_POLICY(
            false,
            "a policy of the tenant forbids it",
            "The policy is shown in the Entra admin center under Monitoring > Sign-in logs > the entry > Conditional"
                    + " Access; an administrator must exempt the account, the application or its address."),
    SECURITY_DEFAULTS(
            false,
            "the tenant's security defaults forbid it",
            "An administrator finds them in the Entra admin center under Overview > Properties > Manage security"
                    + " defaults; MsalTokenProvider.clientCredentials may do without an exception."),
    NOT_ASSIGNED(
            false,
            "the account is not assigned to the application",
            "Under Enterprise applications > the application > Users and groups add the account, or set \"Assignment"
                    + " required?\" to No under Properties."),
    ACCOUNT_DISABLED(
            false,
            "the account is disabled or locked",
            "An administrator finds it in the Entra admin center under Users > the account."),
    WRONG_SCOPE(
            false,
            "there is no such permission",
            "Ask for delegated permissions of one resource, such as https://outlook.office.com/SMTP.Send, or for no"
                    + " scope at all, which means what the mailbox was connected with."),
    SEVERAL_RESOURCES(
            false, "it asked for permissions of several resources at once", "Make one request for each resource."),
    UNKNOWN_RESOURCE(
            false,
            "the tenant knows no such resource",
            "Ask for scopes such as https://outlook.office.com/SMTP.Send, and check that the tenant has Exchange"
                    + " Online."),
    PERMISSION_MISSING(
            false,
            "the permission is not listed in the application's registration",
            "Add it under App registrations > the application > API permissions."),
    OTHER(false, "the request was denied", "Give Microsoft's support the ids in the details.");

    private final boolean forThePerson;
    private final String reason;
    private final String advice;

    DelegatedRemedy(boolean forThePerson, String reason, String advice) {
        this.forThePerson = forThePerson;
        this.reason = reason;
        this.advice = advice;
    }

    static DelegatedRemedy of(int number, String error) {
        return switch (number) {
            case 50173, 50132, 50133, 50089, 50085, 70000 -> REVOKED;
            case 700082 -> UNUSED;
            case 70043 -> SIGN_IN_FREQUENCY;
            case 700084 -> SINGLE_PAGE;
            case 50072, 50074, 50076, 50078, 50079, 50158 -> MULTIFACTOR;
            case 50055, 50144 -> PASSWORD_EXPIRED;
            case 65001, 65004, 90094, 90095 -> CONSENT_MISSING;
            case 16000, 50020, 50034, 51004, 90072 -> OTHER_ACCOUNT;
            case 53000, 53001, 53002, 53003, 53011, 50097, 50129, 500021, 500022, 500212, 500213, 530032, 530034 ->
                BLOCKED_BY_POLICY;
            case 530035 -> SECURITY_DEFAULTS;
            case 50105 -> NOT_ASSIGNED;
            case 50053, 50057 -> ACCOUNT_DISABLED;
            case 70011, 650053 -> WRONG_SCOPE;
            case 28000, 700022 -> SEVERAL_RESOURCES;
            case 500011, 50001 -> UNKNOWN_RESOURCE;
            case 650056, 65005, 650057, 65002 -> PERMISSION_MISSING;
            default -> of(error);
        };
    }

    private static DelegatedRemedy of(String error) {
        return switch (error) {
            case "invalid_grant", "interaction_required", "login_required" -> SIGN_IN_AGAIN;
            case "consent_required" -> CONSENT_MISSING;
            case "invalid_scope" -> WRONG_SCOPE;
            case "invalid_resource" -> UNKNOWN_RESOURCE;
            default -> OTHER;
        };
    }

    /** Whether the person who signed in can mend it, rather than an administrator. */
    boolean isForThePerson() {
        return forThePerson;
    }

    /** What happened and what to do, with the mailbox's own values. */
    String describe(EntraApplication application, String mailbox, String error, int number) {
        return "Entra has no token for " + mailbox + ", connected to " + application.description() + " (" + error
                + (number == 0 ? "" : ", AADSTS" + number) + "): " + reason + ". " + advice
                + (number == 0 ? "" : " See https://login.microsoftonline.com/error?code=" + number);
    }
}
