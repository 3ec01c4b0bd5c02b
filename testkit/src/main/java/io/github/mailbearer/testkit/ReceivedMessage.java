package io.github.mailbearer.testkit;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A message that a {@link FakeMailServer} took. */
public final class ReceivedMessage {

    private final String sender;
    private final List<String> recipients;
    private final String user;
    private final byte[] content;

    ReceivedMessage(String sender, List<String> recipients, String user, byte[] content) {
        this.sender = sender;
        this.recipients = List.copyOf(recipients);
        this.user = user;
        this.content = content.clone();
    }

    /** {@return the address of {@code MAIL FROM}, empty for a bounce} */
    public String sender() {
        return sender;
    }

    /** {@return the addresses of {@code RCPT TO}, in order} */
    public List<String> recipients() {
        return recipients;
    }

    /** {@return the user of the {@code AUTH} exchange} */
    public String user() {
        return user;
    }

    /** {@return a copy of headers and body, lines ended by CRLF and without the dots added for transport} */
    public byte[] bytes() {
        return content.clone();
    }

    /** {@return headers and body, read as UTF-8} */
    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "ReceivedMessage[" + sender + " to " + recipients + ", " + content.length + " bytes]";
    }
}
