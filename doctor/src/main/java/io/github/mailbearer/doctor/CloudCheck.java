package io.github.mailbearer.doctor;

import io.github.mailbearer.mail.MailProtocol;
import io.github.mailbearer.msal.EntraCloud;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** 0e: whether login host, mail server and scopes are those of one cloud, and the mail server may see the token. */
final class CloudCheck extends Examination {

    private static final Map<String, EntraCloud> CLOUDS = Map.of(
            "office365.com", EntraCloud.WORLDWIDE,
            "office.com", EntraCloud.WORLDWIDE,
            "outlook.com", EntraCloud.WORLDWIDE,
            "mx.microsoft", EntraCloud.WORLDWIDE,
            "office365.us", EntraCloud.US_GOVERNMENT,
            "outlook.cn", EntraCloud.CHINA);

    private final SetUp setUp;

    CloudCheck(SetUp setUp) {
        super("0e", "Cloud and servers");
        this.setUp = setUp;
    }

    @Override
    Finding examine(Findings known) {
        Finding finding = otherCloud().orElseGet(this::servers);
        return finding.with("profile", setUp.profile())
                .with("login host", setUp.cloud().map(EntraCloud::loginHost).orElse(null))
                .with("mail server", setUp.server());
    }

    private Optional<Finding> otherCloud() {
        EntraCloud cloud = setUp.settings().cloud;
        if (cloud == null) {
            return Optional.empty();
        }
        Optional<Finding> server = mismatch(
                cloud,
                "The mail server " + setUp.server().host(),
                setUp.server().host());
        return server.or(() -> setUp.scopes().stream()
                .map(scope -> mismatch(cloud, "The scope " + scope, SetUp.hostOf(scope)))
                .flatMap(Optional::stream)
                .findFirst());
    }

    private Optional<Finding> mismatch(EntraCloud cloud, String what, String host) {
        return CLOUDS.entrySet().stream()
                .filter(entry -> (host.equals(entry.getKey()) || host.endsWith("." + entry.getKey()))
                        && entry.getValue() != cloud)
                .findFirst()
                .map(entry -> Finding.fail(
                        what + " belongs to the cloud " + entry.getValue() + ", and sign-in is at " + cloud.loginHost()
                                + " of the cloud " + cloud + ".",
                        "A tenant lives in one cloud. Take the profile of that cloud for all: " + clouds() + "."));
    }

    private static String clouds() {
        List<String> names = List.of(
                Profile.MICROSOFT_365.name(),
                Profile.MICROSOFT_365_GCC_HIGH.name(),
                Profile.MICROSOFT_365_DOD.name(),
                Profile.MICROSOFT_365_CHINA.name());
        return String.join(", ", names);
    }

    private Finding servers() {
        if (!setUp.allowsServer()) {
            return Finding.fail(
                    "The mail server " + setUp.server().host() + " does not belong to " + setUp.profile()
                            + ", so it gets no token.",
                    "Use " + String.join(" or ", setUp.profile().platform().hosts())
                            + "; or allow the host, if whoever runs it may read and send this mailbox's mail.");
        }
        boolean submissionByTls = setUp.profile().isMicrosoft()
                && setUp.protocol() == MailProtocol.SMTP
                && setUp.server().port() == 465
                && setUp.profile().platform().hosts().contains(setUp.server().host());
        if (submissionByTls) {
            return Finding.fail(
                    "Port 465 is not offered by Exchange Online.",
                    "Use port 587 with STARTTLS: mail.smtp.port=587, mail.smtp.starttls.enable=true and"
                            + " mail.smtp.starttls.required=true, without mail.smtp.ssl.enable.");
        }
        return Finding.pass("They belong together.");
    }
}
