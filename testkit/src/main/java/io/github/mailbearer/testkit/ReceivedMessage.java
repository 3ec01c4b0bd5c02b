package io.github.mailbearer.testkit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A message that a {@link FakeMailServer} took. */
public final class ReceivedMessage {

    private static final Pattern FROM = Pattern.compile("(?im)^From:[^\\r\\n@]*?([^\\s<>@]{1,64}@[^\\s<>]+)");

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

    /** The first address of the header From, or the sender's if it names none. */
    String author() {
        Matcher from = FROM.matcher(text().split("\r\n\r\n", 2)[0]);
        return from.find() ? from.group(1) : sender;
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
