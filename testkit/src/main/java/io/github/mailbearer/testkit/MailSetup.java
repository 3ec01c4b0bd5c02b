package io.github.mailbearer.testkit;

/** What the connections of one mail server have in common. */
record MailSetup(
        Security security, TokenCheck tokens, TestCertificates certificates, MailScript script, MailRecord record) {}
