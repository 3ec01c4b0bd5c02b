package io.github.mailbearer.testkit;

import java.io.IOException;

/** What a mail server says on one connection, in one protocol. */
interface Dialog {

    /** Speaks until either side closes the connection. */
    void run() throws IOException;
}
