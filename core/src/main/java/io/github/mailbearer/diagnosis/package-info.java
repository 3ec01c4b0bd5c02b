/**
 * What went wrong, whose fault it is and what to do.
 *
 * <p>{@link io.github.mailbearer.diagnosis.Diagnosis#of(Throwable)} reads an exception, {@code ofText} a stack trace or log that
 * somebody pasted. Either becomes a {@link io.github.mailbearer.diagnosis.Symptom}: replies, codes, exceptions, words. The
 * {@link io.github.mailbearer.diagnosis.Catalogue} holds one {@link io.github.mailbearer.diagnosis.Entry} for each failure that is
 * known; the one whose condition tells most is the diagnosis. {@link io.github.mailbearer.diagnosis.Facts} about the set-up,
 * {@link io.github.mailbearer.diagnosis.TokenClaims} among them, are filled into its remedies and rank its causes.
 *
 * <h2>The catalogue's format</h2>
 *
 * <p>Files of properties in UTF-8. Each name is an entry's id, a dot and a field:
 *
 * <pre>
 * asOf        = 2026-11-22
 * S7.title    = SMTP AUTH is switched off for the tenant
 * S7.kind     = configuration
 * S7.retry    = after-change
 * S7.when.1   = smtp 535 5.7.139 "disabled for the tenant"
 * S7.summary  = SMTP AUTH is switched off for the whole tenant, and {user} has no setting of its own.
 * S7.cause.1  = The tenant's default is off, as it is in every tenant made since 2020.
 * S7.remedy.1 = Switch it on for the mailbox that signs in: …
 * S7.remedy.1.command.1 = Set-CASMailbox -Identity {user} -SmtpClientAuthenticationDisabled $false
 * S7.example.1 = 535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.
 * S7.link.1   = https://aka.ms/smtp_auth_disabled
 * S7.source   = Microsoft, authenticated client SMTP submission
 * </pre>
 *
 * <dl>
 *   <dt>kind
 *   <dd>a {@link io.github.mailbearer.diagnosis.Kind}, in lower case with hyphens
 *   <dt>retry
 *   <dd>{@code never}, {@code after-change}, {@code fresh-token}, {@code at-once} or {@code later}; then perhaps a wait such as
 *       {@code PT30S}, and perhaps {@code at-most 3}
 *   <dt>cause.N
 *   <dd>a sentence, or {@code @} and the id of another entry, whose first cause (else its title) and first remedy it then is;
 *       what is known of the set-up ranks those
 *   <dt>when.N
 *   <dd>a condition: words of which all must hold. One of the conditions must
 *   <dt>cause.N.when.N, remedy.N.when.N
 *   <dd>when this cause or remedy of several is the right one: it comes first if one of its conditions holds. If none can
 *       hold, a remedy is left out unless it would be all of them, and a cause is ruled out where another one holds. They
 *       may be about the set-up alone
 * </dl>
 *
 * <p>The words of a condition:
 *
 * <dl>
 *   <dt>{@code token}, {@code smtp}, {@code imap}, {@code pop3}
 *   <dd>where it failed; holds also if that is not known
 *   <dt>{@code place=token}
 *   <dd>where it failed; holds only if that is known
 *   <dt>{@code 535}, {@code 5xx}, {@code 5.7.139}, {@code 5.2.251-255}
 *   <dd>reply code and enhanced status code, of one reply
 *   <dt>{@code "disabled for the tenant"}
 *   <dd>a phrase, without regard to case and line breaks
 *   <dt>{@code AADSTS7000215}
 *   <dd>a number of Entra's
 *   <dt>{@code error=invalid_client}, {@code suberror=bad_token}, {@code http=429}, {@code http=5xx}
 *   <dd>what an identity provider answered
 *   <dt>{@code challenge=401}
 *   <dd>the status in a mail server's explanation (RFC 7628 section 3.2.2)
 *   <dt>{@code exception=UnknownHostException}
 *   <dd>the simple name of an exception
 *   <dt>{@code provider=microsoft}, {@code hve}, {@code personal}, {@code google}
 *   <dd>whose servers they are; holds also if that is not known, which a known server of somebody else's is not
 *   <dt>{@code audience=graph}, {@code audience=exchange}, {@code grant=app}, {@code grant=person}, {@code user=differs},
 *       {@code account=named}, {@code account=personal}, {@code server=business}, {@code sender=differs},
 *       {@code tenant=differs}, {@code application=differs}, {@code object-id=differs}, {@code object-id=same},
 *       {@code permission=missing}, {@code token=long}, {@code token=expiring}, {@code token=expired}
 *   <dd>a fact about the set-up; holds only if it is known
 * </dl>
 *
 * <p>The more of these words hold, and the rarer they are, the more a condition tells. Texts may name facts in braces:
 * {@code {tenant}}, {@code {client}}, {@code {object}}, {@code {registered-object}}, {@code {principal}} (the signed-in account or the
 * application's service principal), {@code {mailbox}}, {@code {account}}, {@code {user}}, {@code {from}}, {@code {server}}, {@code {host}} and {@code {port}} (the server's),
 * {@code {login-host}}, {@code {scope}}, {@code {redirect-uri}}, {@code {application}}. In commands they are quoted for PowerShell.
 */
package io.github.mailbearer.diagnosis;
