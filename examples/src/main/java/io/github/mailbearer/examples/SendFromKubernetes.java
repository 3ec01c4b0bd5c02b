package io.github.mailbearer.examples;

import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.mail.MailPlatform;
import io.github.mailbearer.mail.OAuth2Sessions;
import io.github.mailbearer.msal.EntraApplication;
import io.github.mailbearer.msal.MsalTokenProvider;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;

/**
 * Sends a message without any secret: the pod's service account is the credential, as Azure Workload Identity gives it.
 *
 * <p>{@code workload-identity.yaml} has the objects for Kubernetes.
 */
public final class SendFromKubernetes {

    private SendFromKubernetes() {}

    public static void main(String[] args) throws MessagingException {
        TokenProvider tokens =
                MsalTokenProvider.clientCredentials(EntraApplication.fromWorkloadIdentityEnvironment(System.getenv())
                        .build());

        Session session = OAuth2Sessions.builder(tokens)
                .platform(MailPlatform.MICROSOFT_365)
                .user(Settings.required("MAIL_FROM"))
                .build();

        SendPlain.send(session, Settings.required("MAIL_TO"));
    }

    static TokenProvider tokens(EntraApplication.Builder workload) {
        return MsalTokenProvider.clientCredentials(workload.build());
    }
}
