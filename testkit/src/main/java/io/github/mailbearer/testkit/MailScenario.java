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

    /** {@return nothing is wrong: ends the scenario played before, and is no failure that {@link #all} would have} */
    public static MailScenario healthy() {
        return new MailScenario(MailScenarioData.HEALTHY, true);
    }

    /** {@return SMTP AUTH is switched off for the whole tenant} */
    public static MailScenario smtpAuthDisabledForTenant() {
        return named("smtpAuthDisabledForTenant");
    }

    /** {@return SMTP AUTH is switched off for the mailbox} */
    public static MailScenario smtpAuthDisabledForMailbox() {
        return named("smtpAuthDisabledForMailbox");
    }

    /** {@return the tenant's security defaults forbid the sign-in} */
    public static MailScenario securityDefaults() {
        return named("securityDefaults");
    }

    /** {@return a Conditional Access policy forbids the sign-in} */
    public static MailScenario conditionalAccess() {
        return named("conditionalAccess");
    }

    /** {@return Exchange knows no service principal of the application: applications are refused, people are not} */
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

    /** {@return the service principal is registered with the Object ID of something else} */
    public static MailScenario wrongObjectId() {
        return named("wrongObjectId");
    }

    /** {@return the application has no right to the mailbox: applications are refused, people are not} */
    public static MailScenario noMailboxPermission() {
        return named("noMailboxPermission");
    }

    /** {@return applications whose tokens carry no roles are refused} */
    public static MailScenario adminConsentMissing() {
        return named("adminConsentMissing");
    }

    /** {@return SMTP lets applications in whose tokens carry no roles, as RBAC for Applications does: no failure} */
    public static MailScenario smtpRbac() {
        return new MailScenario(TokenScenarios.SMTP_RBAC, true);
    }

    /** {@return a person's token is refused for a user other than its {@code upn}} */
    public static MailScenario upnDiffers() {
        return named("upnDiffers");
    }

    /**
     * Shares a mailbox with the person who signs in: SMTP wants the {@code upn} as the user and takes any sender, IMAP and
     * POP3 want the mailbox as the user.
     *
     * @return the scenario
     */
    public static MailScenario sharedMailboxDelegated() {
        return named("sharedMailboxDelegated");
    }

    /** {@return a message is refused, once it has come, if envelope or header From is not the user} */
    public static MailScenario sendAsDenied() {
        return named("sendAsDenied");
    }

    /** {@return High Volume Email refuses a token with less than ten minutes to live} */
    public static MailScenario hveNearExpiry() {
        return named("hveNearExpiry");
    }

    /** {@return High Volume Email refuses a token without {@code Mail.Send}, and takes one with it} */
    public static MailScenario hveWrongPermission() {
        return named("hveWrongPermission");
    }

    /** {@return the application is not on the allow list of the High Volume Email account} */
    public static MailScenario hveNotOnAllowList() {
        return named("hveNotOnAllowList");
    }

    /** {@return Gmail refuses the token in SMTP, giving its reason as JSON} */
    public static MailScenario gmailChallenge() {
        return named("gmailChallenge");
    }

    /** {@return IMAP is switched off for the mailbox} */
    public static MailScenario imapDisabled() {
        return named("imapDisabled");
    }

    /** {@return IMAP takes the token and opens no mailbox} */
    public static MailScenario mailboxNotOpen() {
        return named("mailboxNotOpen");
    }

    /** {@return too many connections at once for one mailbox} */
    public static MailScenario throttledConnections() {
        return named("throttledConnections");
    }

    /** {@return the client's TLS is too old} */
    public static MailScenario tls10Only() {
        return named("tls10Only");
    }

    /** {@return the server takes no tokens} */
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
