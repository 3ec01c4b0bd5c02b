/**
 * A fake Entra and scriptable mail servers.
 *
 * <ul>
 *   <li>{@link io.github.mailbearer.testkit.FakeEntra} issues tokens, or answers with an
 *       {@link io.github.mailbearer.testkit.EntraReply}; what it was asked is a
 *       {@link io.github.mailbearer.testkit.RecordedRequest}.
 *   <li>{@link io.github.mailbearer.testkit.FakeMailServer} lets in whom a
 *       {@link io.github.mailbearer.testkit.TokenCheck} accepts, keeps each
 *       {@link io.github.mailbearer.testkit.ReceivedMessage} and counts what clients cost in
 *       {@link io.github.mailbearer.testkit.Counts}.
 *   <li>{@link io.github.mailbearer.testkit.TestCertificates} makes the certificates, new ones each time.
 *   <li>{@link io.github.mailbearer.testkit.MailbearerExtension} starts the two, wired together, for JUnit 5.
 * </ul>
 *
 * <p>Everything listens on the loopback interface only. Nothing here is meant to be safe elsewhere.
 */
package io.github.mailbearer.testkit;
