/**
 * A fake Entra and scriptable mail servers.
 *
 * <ul>
 *   <li>{@link io.github.mailbearer.testkit.FakeEntra} issues tokens, or answers with an
 *       {@link io.github.mailbearer.testkit.EntraReply}; what it was asked is a
 *       {@link io.github.mailbearer.testkit.RecordedRequest}. People sign in at it, their refresh tokens follow a
 *       {@link io.github.mailbearer.testkit.RefreshTokenPolicy}, a
 *       {@link io.github.mailbearer.testkit.FederatedIssuer} vouches for the application, and
 *       {@link io.github.mailbearer.testkit.FakeManagedIdentities} stand for those of a machine in Azure.
 *   <li>{@link io.github.mailbearer.testkit.FakeMailServer} speaks SMTP, IMAP or POP3. It lets in whom a
 *       {@link io.github.mailbearer.testkit.TokenCheck} accepts and keeps each
 *       {@link io.github.mailbearer.testkit.SignIn}, counts what clients cost in
 *       {@link io.github.mailbearer.testkit.Counts}, takes each {@link io.github.mailbearer.testkit.ReceivedMessage},
 *       and has the mail that a test delivers read.
 *   <li>{@link io.github.mailbearer.testkit.TranscriptServer} plays what a real server once said, in pieces of a chosen
 *       {@link io.github.mailbearer.testkit.Delivery}.
 *   <li>{@link io.github.mailbearer.testkit.TestCertificates} makes the certificates, new ones each time.
 *   <li>{@link io.github.mailbearer.testkit.EntraScenario} and {@link io.github.mailbearer.testkit.MailScenario} name the
 *       failures that people meet, to be played on the two.
 *   <li>{@link io.github.mailbearer.testkit.MailbearerExtension} starts the two, wired together, for JUnit 5.
 * </ul>
 *
 * <p>Everything listens on the loopback interface only. Nothing here is meant to be safe elsewhere.
 */
package io.github.mailbearer.testkit;
