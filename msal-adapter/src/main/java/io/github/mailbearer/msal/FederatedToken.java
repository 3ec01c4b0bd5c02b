package io.github.mailbearer.msal;

import io.github.mailbearer.TokenUnavailableException;
import java.io.IOException;
import java.nio.file.Path;

/** A file in which somebody, such as Kubernetes, keeps a fresh assertion. */
final class FederatedToken {

    private FederatedToken() {}

    static ClientAssertion in(Path file) {
        Arguments.required("file", file, "the file that holds the token, as AZURE_FEDERATED_TOKEN_FILE names it");
        return new ClientAssertion("the file " + file, () -> read(file));
    }

    private static String read(Path file) throws IOException {
        String token = SmallFile.text(file).strip();
        if (token.isEmpty()) {
            throw new TokenUnavailableException(
                    "The file " + file + " is empty: whoever writes the federated token there has not done so yet.");
        }
        return token;
    }
}
