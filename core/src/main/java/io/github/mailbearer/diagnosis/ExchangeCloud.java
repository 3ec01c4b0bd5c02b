package io.github.mailbearer.diagnosis;

import java.util.Locale;

/** The clouds that Exchange Online runs in, told by the names of their servers. */
enum ExchangeCloud {
    WORLDWIDE,
    GCC_HIGH,
    DOD,
    /** The tenants of GCC High and DoD sign in at the same host. */
    GCC_HIGH_OR_DOD,
    CHINA;

    static ExchangeCloud of(Facts facts) {
        String server = facts.get(Fact.HOST).orElse("").toLowerCase(Locale.ROOT);
        String login = facts.get(Fact.LOGIN_HOST).orElse("").toLowerCase(Locale.ROOT);
        if (server.endsWith("-dod.office365.us")) {
            return DOD;
        } else if (server.endsWith(".office365.us")) {
            return GCC_HIGH;
        } else if (login.endsWith("microsoftonline.us")) {
            return GCC_HIGH_OR_DOD;
        } else if (server.endsWith("partner.outlook.cn") || login.endsWith(".cn")) {
            return CHINA;
        }
        return WORLDWIDE;
    }

    /** What the templates call it. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
