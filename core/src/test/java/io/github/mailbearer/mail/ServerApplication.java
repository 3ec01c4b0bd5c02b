package io.github.mailbearer.mail;

import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.util.Properties;
import java.util.concurrent.Callable;

/** What an application in a server does: it makes a Session from properties and tells which transport that has. */
public final class ServerApplication implements Callable<String> {

    @Override
    public String call() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.class", "io.github.mailbearer.mail.angus.OptInSmtpTransport");
        properties.setProperty("mail.smtp.host", "smtp.contoso.example");
        String issuer = TestTokens.use(ScriptedTokens.counting(), properties);
        Transport transport = Session.getInstance(properties).getTransport("smtp");
        return transport.getClass().getName() + ", providers made: " + TestTokens.made(issuer);
    }
}
