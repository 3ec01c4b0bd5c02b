package io.github.mailbearer.examples.connect;

import io.github.mailbearer.mail.OAuth2Sessions;
import io.github.mailbearer.msal.EntraApplication;
import java.net.URI;
import java.util.Set;

/** Entra and a mail server, real or not, and the person who may sign in. */
interface MailSystem {

    String tenantId();

    String clientId();

    /** The application as it is registered. */
    EntraApplication application();

    /** What the person is to consent to. */
    Set<String> scopes();

    String mailbox();

    String recipient();

    /** Names the servers of the mailbox. */
    OAuth2Sessions.Builder equip(OAuth2Sessions.Builder session);

    Person person();

    /** Who signs in. */
    @FunctionalInterface
    interface Person {

        /** Opens a page in a browser, if the person does not do so. */
        void open(URI page);
    }
}
