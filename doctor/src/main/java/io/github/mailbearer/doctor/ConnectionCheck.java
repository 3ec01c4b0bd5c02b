package io.github.mailbearer.doctor;

import io.github.mailbearer.diagnosis.Remedy;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.util.List;

/** 2: whether the mail server's port is reached. The login host's is reached, or not, in check 5. */
final class ConnectionCheck extends Examination {

    private final SetUp setUp;

    ConnectionCheck(SetUp setUp) {
        super("2", "Connection to the mail server", "1");
        this.setUp = setUp;
    }

    @Override
    String waitsFor() {
        return "a connection to " + setUp.address();
    }

    @Override
    Finding examine(Findings known) {
        long began = System.nanoTime();
        try {
            Wire wire = Wire.open(setUp);
            return Finding.pass("The port is open.")
                    .with("connected in", (System.nanoTime() - began) / 1_000_000 + " ms")
                    .leaving(wire);
        } catch (ConnectException | NoRouteToHostException e) {
            return unreached("Nobody answers at " + setUp.address(), e);
        } catch (IOException e) {
            return unreached(
                    Trouble.isTimeout(e)
                            ? setUp.address() + " does not answer within " + Words.of(setUp.patience())
                            : "There is no connection to " + setUp.address(),
                    e);
        }
    }

    private Finding unreached(String what, IOException cause) {
        return Finding.fail(
                        what + ".",
                        Remedy.of(
                                "Let the firewall pass connections from here to " + setUp.address()
                                        + ", and check host and port. Clouds often block port 25 and sometimes others:"
                                        + " Exchange Online takes 587, and 993 or 995 for reading.",
                                List.of()))
                .with("exception", Trouble.happened(cause));
    }
}
