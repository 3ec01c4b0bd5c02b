package io.github.mailbearer.testkit;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A token that a client brought to a {@link FakeMailServer}, without the token.
 *
 * @param mechanism {@code XOAUTH2} or {@code OAUTHBEARER}
 * @param user the mailbox that the client named
 * @param host the server as the client knows it, in {@code OAUTHBEARER} only
 * @param port its port, in {@code OAUTHBEARER} only
 * @param accepted whether the client was let in
 */
public record SignIn(String mechanism, String user, Optional<String> host, OptionalInt port, boolean accepted) {}
