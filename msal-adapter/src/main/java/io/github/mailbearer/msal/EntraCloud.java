package io.github.mailbearer.msal;

/**
 * One of the separate clouds that Microsoft runs Entra and Exchange Online in.
 *
 * <p>A tenant lives in exactly one of them, and an application signs in there only. The scopes below are what an
 * application asks for when the request names none; name another in the request where a tenant differs.
 */
public enum EntraCloud {

    /**
     * The cloud of nearly everybody, US GCC included: {@code login.microsoftonline.com}, and
     * {@code https://outlook.office365.com/.default} for mail.
     */
    WORLDWIDE("login.microsoftonline.com", "https://outlook.office365.com/.default"),

    /**
     * US Government GCC High and DoD: {@code login.microsoftonline.us}, and {@code https://outlook.office365.us/.default}
     * for mail. The scope is what other mail software uses, not confirmed by Microsoft's documentation; for DoD some name
     * {@code https://outlook-dod.office365.us/.default} instead.
     */
    US_GOVERNMENT("login.microsoftonline.us", "https://outlook.office365.us/.default"),

    /**
     * China, run by 21Vianet: {@code login.partner.microsoftonline.cn}, and {@code https://partner.outlook.cn/.default}
     * for mail. The scope is what other mail software uses, not confirmed by Microsoft's documentation.
     */
    CHINA("login.partner.microsoftonline.cn", "https://partner.outlook.cn/.default");

    private final String loginHost;
    private final String mailScope;

    EntraCloud(String loginHost, String mailScope) {
        this.loginHost = loginHost;
        this.mailScope = mailScope;
    }

    /**
     * Where people and applications of this cloud sign in.
     *
     * @return the name of the host, such as {@code login.microsoftonline.com}
     */
    public String loginHost() {
        return loginHost;
    }

    String mailScope() {
        return mailScope;
    }
}
