package io.github.mailbearer.mail;

import io.github.mailbearer.testkit.AcceptedTokens;
import io.github.mailbearer.testkit.FakeMailServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A submission server that takes the first token of a provider, until a test says otherwise. */
@Timeout(30)
abstract class SmtpTest {

    final AcceptedTokens accepted = AcceptedTokens.of("token-1");
    final ScriptedTokens tokens = ScriptedTokens.counting();
    FakeMailServer server;

    @BeforeEach
    void start() {
        server = FakeMailServer.smtp().tokens(accepted).start();
    }

    @AfterEach
    void stop() {
        server.close();
    }
}
