package io.github.mailbearer.examples.tryit;

import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.user.UserImpl;
import com.icegreen.greenmail.user.UserManager;
import io.github.mailbearer.testkit.TokenCheck;
import java.util.concurrent.atomic.AtomicInteger;

/** A mailbox at GreenMail that lets in who has a valid token for it, and counts who tries. */
final class FakeMailbox {

    private final AtomicInteger shown = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    /**
     * Makes the mailbox.
     *
     * @param protocol the one by which it is entered
     */
    FakeMailbox(UserManager users, String address, String protocol, TokenCheck tokens) {
        UserImpl user = created(users, address);
        user.setTokenValidator(token -> {
            shown.incrementAndGet();
            boolean accepted = tokens.accepts(protocol, address, token);
            if (!accepted) {
                refused.incrementAndGet();
            }
            return accepted;
        });
    }

    private static UserImpl created(UserManager users, String address) {
        try {
            return (UserImpl) users.createUser(address, address, "no password lets anybody in");
        } catch (UserException e) {
            throw new IllegalStateException(e);
        }
    }

    int tokensShown() {
        return shown.get();
    }

    int tokensRefused() {
        return refused.get();
    }
}
