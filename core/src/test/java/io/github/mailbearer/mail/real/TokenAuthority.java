package io.github.mailbearer.mail.real;

import java.io.IOException;

/** Who issues tokens, and how Dovecot learns whether one is good. */
interface TokenAuthority extends AutoCloseable {

    /** Writes {@code oauth2.conf} and what it refers to. */
    void configure(ServerDirectory dovecot) throws IOException, InterruptedException;

    /** Issues a token that opens one mailbox. */
    String issue(String mailbox);

    @Override
    void close();
}
