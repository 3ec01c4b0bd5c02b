package io.github.mailbearer.testkit;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A failure of a mail server, or of rights at it, to be rehearsed with {@link FakeMailServer#play}.
 *
 * <pre>{@code
 * smtp.play(MailScenario.smtpAuthDisabledForTenant());
 * // … sending fails: 535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. …
 * smtp.play(MailScenario.named("tooManyRecipients").withHostBlock(false));
 * }</pre>
 *
 * <p>What people meet most has a method here; {@link #all} has the rest, which {@link #named} finds. Some depend on the
 * claims of the token that is presented, as they do at Exchange Online: {@link FakeEntra} issues tokens with claims.
 */
public final class MailScenario {

    /** Host, time and id, as Exchange Online adds them to its refusals in SMTP. */
    static final String HOST_BLOCK =
            " [AM0PR01CA0123.eurprd01.prod.exchangelabs.com 2026-11-22T10:11:12.345Z 08DD0123456789AB]";

    private final MailScenarioData data;
    private final boolean hostBlock;

    MailScenario(MailScenarioData data, boolean hostBlock) {
        this.data = data;
        this.hostBlock = hostBlock;
    }

    /** {@return a server with nothing wrong, which ends the scenario played before and is not among {@link #all}} */
    public static MailScenario healthy() {
        return new MailScenario(MailScenarioData.HEALTHY, true);
    }

    /** {@return SMTP AUTH switched off for the whole tenant} */
    public static MailScenario smtpAuthDisabledForTenant() {
        return named("smtpAuthDisabledForTenant");
    }

    /** {@return SMTP AUTH switched off for the mailbox} */
    public static MailScenario smtpAuthDisabledForMailbox() {
        return named("smtpAuthDisabledForMailbox");
    }

    /** {@return a sign-in that the tenant's security defaults forbid} */
    public static MailScenario securityDefaults() {
        return named("securityDefaults");
    }

    /** {@return a sign-in that a Conditional Access policy forbids} */
    public static MailScenario conditionalAccess() {
        return named("conditionalAccess");
    }

    /** {@return an Exchange that knows no service principal of the application: it refuses applications, not people} */
    public static MailScenario servicePrincipalMissing() {
        return named("servicePrincipalMissing");
    }

    /**
     * Registers a service principal in Exchange, most often with the wrong Object ID.
     *
     * @param registered the Object ID that Exchange knows: an application whose token has another {@code oid} is refused
     * @return the scenario
     */
    public static MailScenario wrongObjectId(String registered) {
        return new MailScenario(TokenScenarios.wrongObjectId(registered), true);
    }

    /** {@return a service principal that is registered with the Object ID of something else} */
    public static MailScenario wrongObjectId() {
        return named("wrongObjectId");
    }

    /** {@return a mailbox to which the application has no right: it refuses applications, not people} */
    public static MailScenario noMailboxPermission() {
        return named("noMailboxPermission");
    }

    /** {@return an Exchange that refuses applications whose tokens carry no roles} */
    public static MailScenario adminConsentMissing() {
        return named("adminConsentMissing");
    }

    /** {@return an SMTP server that lets in applications whose tokens carry no roles, as RBAC for Applications has it: no
     * failure, and not among {@link #all}} */
    public static MailScenario smtpRbac() {
        return new MailScenario(TokenScenarios.SMTP_RBAC, true);
    }

    /** {@return a server that refuses a person's token for a user other than its {@code upn}} */
    public static MailScenario upnDiffers() {
        return named("upnDiffers");
    }

    /**
     * Has SMTP want the person who signs in as the user, not the shared mailbox, which may well be the sender.
     *
     * @return the scenario
     */
    public static MailScenario sharedMailboxDelegated() {
        return named("sharedMailboxDelegated");
    }

    /** {@return IMAP and POP3 with full access for people to shared mailboxes: no failure, and not among {@link #all}} */
    public static MailScenario sharedMailboxOpen() {
        return new MailScenario(TokenScenarios.SHARED_MAILBOX_OPEN, true);
    }

    /** {@return a refusal of each message, once it has come, whose envelope or header From is not the user} */
    public static MailScenario sendAsDenied() {
        return named("sendAsDenied");
    }

    /** {@return High Volume Email that refuses a token with less than ten minutes to live} */
    public static MailScenario hveNearExpiry() {
        return named("hveNearExpiry");
    }

    /** {@return High Volume Email that refuses a token without {@code Mail.Send} and takes one with it} */
    public static MailScenario hveWrongPermission() {
        return named("hveWrongPermission");
    }

    /** {@return an application that is not on the allow list of the High Volume Email account} */
    public static MailScenario hveNotOnAllowList() {
        return named("hveNotOnAllowList");
    }

    /** {@return Gmail's refusal of a token in SMTP, with its reason as JSON} */
    public static MailScenario gmailChallenge() {
        return named("gmailChallenge");
    }

    /** {@return IMAP switched off for the mailbox} */
    public static MailScenario imapDisabled() {
        return named("imapDisabled");
    }

    /** {@return an IMAP server that takes the token and opens no mailbox} */
    public static MailScenario mailboxNotOpen() {
        return named("mailboxNotOpen");
    }

    /** {@return too many connections at once for one mailbox} */
    public static MailScenario throttledConnections() {
        return named("throttledConnections");
    }

    /** {@return a client whose TLS is too old} */
    public static MailScenario tls10Only() {
        return named("tls10Only");
    }

    /** {@return a server that takes no tokens} */
    public static MailScenario xoauth2NotOffered() {
        return named("xoauth2NotOffered");
    }

    /** {@return every failure there is, as Exchange says it: with the host block} */
    public static List<MailScenario> all() {
        return MailScenarios.ALL;
    }

    /**
     * Finds a scenario.
     *
     * @param name its name, such as {@code sendAsDenied}
     * @return the scenario
     * @throws IllegalArgumentException if there is none of this name
     */
    public static MailScenario named(String name) {
        return all().stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "name is \"" + name + "\": give the name of one of MailScenario.all()"));
    }

    /**
     * Says whether Exchange Online adds host, time and id to its refusals in SMTP, as it does unless told otherwise; other
     * replies are as they are.
     *
     * @param added {@code false} to leave them out
     * @return a scenario that is so
     */
    public MailScenario withHostBlock(boolean added) {
        return new MailScenario(data, added);
    }

    /** {@return the name, which no other has} */
    public String name() {
        return data.name();
    }

    /** {@return the rows of Mailbearer's catalogue of failures that this rehearses, such as {@code S7}} */
    public List<String> ids() {
        return data.ids();
    }

    /** {@return what is wrong, in a sentence} */
    public String description() {
        return data.description();
    }

    /** {@return the protocols of the servers that can play it: {@code imap}, {@code pop3}, {@code smtp}} */
    public Set<String> protocols() {
        return Collections.unmodifiableSet(new TreeSet<>(data.protocols()));
    }

    /**
     * Lists what the server may say, in the words of all protocols and of all who have said it; the first reply in the words
     * of its protocol is what it does say.
     *
     * @return replies of one or more lines, those of IMAP without the tag; none where nothing is said, as in silence
     */
    public List<String> replies() {
        return data.replies(hostBlock);
    }

    /** {@return this scenario once for each of its replies, or only itself if it has none} */
    public List<MailScenario> variants() {
        return data.variants().stream()
                .map(variant -> new MailScenario(variant, hostBlock))
                .toList();
    }

    void stage(MailScript script) {
        data.stage(script, hostBlock);
    }

    @Override
    public String toString() {
        return "MailScenario[" + data.name() + "]";
    }
}
