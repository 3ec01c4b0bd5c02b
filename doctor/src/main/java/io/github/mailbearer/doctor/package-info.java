/**
 * Finds out why mail cannot be sent or read with OAuth 2.0, and says what to do.
 *
 * <pre>{@code
 * Report report = MailDoctor.of(DoctorSettings.builder()
 *         .tenantId(tenant)
 *         .clientId(client)
 *         .clientSecret(secret)
 *         .mailbox("noreply@contoso.com")
 *         .build()).run();
 * report.firstFailure().ifPresent(check -> System.out.println(check + "\n" + check.advice()));
 * }</pre>
 *
 * <p>A {@link io.github.mailbearer.doctor.MailDoctor} looks at a set-up, described by
 * {@link io.github.mailbearer.doctor.DoctorSettings}, and answers a {@link io.github.mailbearer.doctor.Report} of
 * {@link io.github.mailbearer.doctor.Check}s, each with a {@link io.github.mailbearer.doctor.Status}, evidence and advice.
 *
 * <table>
 * <caption>The checks</caption>
 * <tr><th scope="col">ids</th><th scope="col">look at</th><th scope="col">who is asked</th></tr>
 * <tr><td>0a–0g</td><td>ids, secret, grant, scopes, cloud, identities, properties</td><td>nobody</td></tr>
 * <tr><td>1–4</td><td>names, port, TLS, capabilities</td><td>the mail server, without a sign-in</td></tr>
 * <tr><td>5–7</td><td>login host and tenant, clock, token</td><td>the identity provider</td></tr>
 * <tr><td>8a–8g</td><td>form, audience, origin, permissions, account, lifetime and length of the token</td><td>nobody</td></tr>
 * <tr><td>9–13</td><td>sign-in, mailbox, sender, alignment, test mail</td><td>the mail server</td></tr>
 * <tr><td>14–15</td><td>what will end, what an administrator is to run</td><td>nobody</td></tr>
 * </table>
 *
 * <p>Inside, each check is an {@code Examination} in a file of its own, listed in {@code Examinations} and done one after the
 * other by {@code Run}, which bounds it and keeps its {@code Finding}. What follows from the settings is in {@code SetUp};
 * what went wrong is explained by {@code Trouble}. Checks 2 to 4 share a {@code Wire} and speak a {@code Dialogue} over it;
 * checks 9 to 13 go the way of the library itself, with {@code RationedTokens}.
 */
package io.github.mailbearer.doctor;
