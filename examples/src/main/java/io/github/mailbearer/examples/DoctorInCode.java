package io.github.mailbearer.examples;

import io.github.mailbearer.doctor.Check;
import io.github.mailbearer.doctor.DoctorSettings;
import io.github.mailbearer.doctor.MailDoctor;
import io.github.mailbearer.doctor.Report;
import io.github.mailbearer.doctor.Status;

/** Looks at a mailbox when an application starts, or when somebody presses "test", before the first message is lost. */
public final class DoctorInCode {

    private DoctorInCode() {}

    public static void main(String[] args) {
        DoctorSettings settings = DoctorSettings.builder()
                .tenantId(Settings.required("ENTRA_TENANT_ID"))
                .clientId(Settings.required("ENTRA_CLIENT_ID"))
                .clientSecret(Settings.required("ENTRA_CLIENT_SECRET"))
                .mailbox(Settings.required("MAIL_FROM"))
                .build();
        System.out.println(verdict(settings));
    }

    static String verdict(DoctorSettings settings) {
        Report report = MailDoctor.of(settings).run();
        return report.firstFailure()
                .map(DoctorInCode::advice)
                .orElseGet(() -> report.worst() == Status.PASS
                        ? "Mail can be sent."
                        : "Mail can be sent; there are warnings:\n" + report);
    }

    private static String advice(Check check) {
        return check.summary() + "\n" + check.advice().get(0);
    }
}
