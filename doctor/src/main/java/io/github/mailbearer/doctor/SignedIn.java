package io.github.mailbearer.doctor;

import jakarta.mail.MessagingException;
import jakarta.mail.Service;
import jakarta.mail.Session;

/** The one connection that has signed in, open until the end of the run. */
record SignedIn(Session session, Service service) implements AutoCloseable {

    @Override
    public void close() throws MessagingException {
        service.close();
    }
}
