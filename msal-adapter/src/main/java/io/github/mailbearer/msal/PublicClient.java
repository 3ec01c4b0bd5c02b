package io.github.mailbearer.msal;

import java.time.InstantSource;

/** No credential: the application can keep no secret (RFC 6749 section 2.1), and a person signs in for it. */
final class PublicClient extends MsalCredential {

    @Override
    Proof proof(String owner, InstantSource clock) {
        return Proof.none();
    }

    @Override
    boolean isPublic() {
        return true;
    }

    @Override
    public String toString() {
        return "EntraCredential[public client]";
    }
}
