package io.github.mailbearer.msal;

/**
 * What to do about the errors that applications meet most, by Entra's own numbers.
 *
 * <p>Microsoft may change the numbers and says not to program by them, so they choose words only. The number tells more
 * than the OAuth error; where it is unknown, the error has to do.
 */
enum Remedy {
    WRONG_SECRET(
            "Entra refused the client secret of {application}",
            "it is none of the application's secrets",
            "Make a new client secret under App registrations > the application > Certificates & secrets and copy its"
                    + " Value, which is shown only once; the Secret ID beside it is not the secret."),
    EXPIRED_CREDENTIAL(
            "Entra refused the credential of {application}",
            "it has expired",
            "Make a new client secret (or upload a new certificate) under App registrations > the application >"
                    + " Certificates & secrets, put it to use, then delete the old one."),
    UNKNOWN_CERTIFICATE(
            "Entra refused the certificate of {application}",
            "the certificate is not known there, or the key in use is not the one it was made for",
            "Upload the certificate that belongs to the private key under App registrations > the application >"
                    + " Certificates & secrets > Certificates, and compare the thumbprints."),
    ASSERTION_TIME(
            "Entra refused the assertion of {application}",
            "it is not valid at this time",
            "Set this machine's clock; it must be right within minutes."),
    UNKNOWN_APPLICATION(
            "Entra does not know {application}",
            "no such application is registered in the tenant or has been consented to there",
            "Compare client ID and tenant ID with App registrations > the application > Overview: the client ID is the"
                    + " Application (client) ID, not the Object ID. In a tenant other than the application's own, an"
                    + " administrator must consent to it first."),
    APPLICATION_DISABLED(
            "Entra refused {application}",
            "it is disabled in the tenant, or missing there",
            "Compare the client ID with App registrations > the application > Overview, and under Enterprise applications > the application > Properties set \"Enabled for users to sign in\" to Yes."),
    UNKNOWN_TENANT(
            "Entra does not know the tenant of {application}",
            "there is no such tenant at {host}",
            "Compare the tenant ID with App registrations > the application > Overview > Directory (tenant) ID. If it is"
                    + " right, the tenant lives in another cloud than {cloud}: see EntraApplication.Builder.cloud."),
    OTHER_CLOUD(
            "Entra refused {application}",
            "the tenant lives in another national cloud than {cloud}",
            "Name its cloud with EntraApplication.Builder.cloud."),
    UNKNOWN_RESOURCE(
            "Entra refused the scope that {application} asked for",
            "the tenant knows no such resource",
            "Ask for {scope} or for no scope at all, and check that the tenant has Exchange Online."),
    NOT_SUBSCRIBED(
            "Entra refused {application}",
            "the organisation has not subscribed to the service, or has disabled it",
            "Check the licences for Exchange Online, and that Enterprise applications > Office 365 Exchange Online is"
                    + " enabled."),
    CERTAIN_TENANT_NEEDED(
            "Entra refused {application}",
            "it may not ask without naming one certain tenant",
            "Give EntraApplication.Builder.tenantId the Directory (tenant) ID, a GUID."),
    BLOCKED_BY_POLICY(
            "Entra blocked {application}",
            "a Conditional Access policy of the tenant forbids it",
            "The policy is shown in the Entra admin center under Monitoring > Sign-in logs > Service principal sign-ins >"
                    + " the entry > Conditional Access; an administrator must exempt the application or its address."),
    CONSENT_MISSING(
            "Entra refused {application}",
            "no administrator has consented to its permissions",
            "Under App registrations > the application > API permissions add the application permissions of Office 365"
                    + " Exchange Online, such as SMTP.SendAsApp, then choose \"Grant admin consent\"."),
    WRONG_SCOPE(
            "Entra refused the scope that {application} asked for",
            "an application in its own name asks for one resource's .default",
            "Ask for {scope} or for no scope at all."),
    LOOP(
            "Entra throttles {application}",
            "it asks for the same token again and again",
            "Keep tokens: share one CachingTokenProvider in the whole process."),
    THROTTLED(
            "Entra throttles {application}",
            "the tenant or the application asks too often",
            "Wait, and share one CachingTokenProvider in the whole process."),
    CREDENTIAL_REFUSED(
            "Entra refused the credential of {application}",
            "the secret or certificate is not accepted",
            "Compare it with App registrations > the application > Certificates & secrets."),
    OTHER("Entra refused {application}", "the request was denied", "Give Microsoft's support the ids in the details.");

    private final String headline;
    private final String reason;
    private final String advice;

    Remedy(String headline, String reason, String advice) {
        this.headline = headline;
        this.reason = reason;
        this.advice = advice;
    }

    static Remedy of(int number, String error) {
        return switch (number) {
            case 7000215, 70002 -> WRONG_SECRET;
            case 7000222 -> EXPIRED_CREDENTIAL;
            case 700027, 700030, 50012 -> UNKNOWN_CERTIFICATE;
            case 700024 -> ASSERTION_TIME;
            case 700016 -> UNKNOWN_APPLICATION;
            case 7000112, 700011, 70001, 1000031 -> APPLICATION_DISABLED;
            case 90002, 900023 -> UNKNOWN_TENANT;
            case 90038, 900382, 900432 -> OTHER_CLOUD;
            case 500011, 50001 -> UNKNOWN_RESOURCE;
            case 650052, 500014 -> NOT_SUBSCRIBED;
            case 50194, 9001023, 90124, 90130 -> CERTAIN_TENANT_NEEDED;
            case 53003, 53000, 53001, 53002, 53011 -> BLOCKED_BY_POLICY;
            case 65001, 90094, 90095 -> CONSENT_MISSING;
            case 1002012, 70011 -> WRONG_SCOPE;
            case 50196 -> LOOP;
            case 90055 -> THROTTLED;
            default -> of(error);
        };
    }

    private static Remedy of(String error) {
        return switch (error) {
            case "invalid_client" -> CREDENTIAL_REFUSED;
            case "unauthorized_client" -> UNKNOWN_APPLICATION;
            case "invalid_scope" -> WRONG_SCOPE;
            case "invalid_resource" -> UNKNOWN_RESOURCE;
            default -> OTHER;
        };
    }

    /** What happened and what to do, with the application's own values. */
    String describe(EntraApplication application, String error, int number) {
        String text = number == 0
                ? headline + " (" + error + "): " + reason + ". " + advice
                : headline + " (" + error + ", AADSTS" + number + "): " + reason + ". " + advice
                        + " See https://login.microsoftonline.com/error?code=" + number;
        return text.replace("{application}", application.description())
                .replace("{cloud}", application.cloud().name())
                .replace("{host}", application.cloud().loginHost())
                .replace("{scope}", application.cloud().mailScope());
    }
}
