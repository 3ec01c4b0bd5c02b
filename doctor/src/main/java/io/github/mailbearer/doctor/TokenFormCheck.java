package io.github.mailbearer.doctor;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.diagnosis.TokenClaims;
import java.util.Optional;

/** 8a: whether the token says anything of itself. */
final class TokenFormCheck extends Examination {

    private final SetUp setUp;

    TokenFormCheck(SetUp setUp) {
        super("8a", "Form of the token", "7");
        this.setUp = setUp;
    }

    @Override
    Finding examine(Findings known) {
        AccessToken token = known.required(AccessToken.class);
        Optional<TokenClaims> claims = TokenClaims.of(token);
        return claims.map(found -> Finding.pass("It is a JSON Web Token.")
                        .with(
                                "claims",
                                String.join(
                                        " ",
                                        found.values().keySet().stream()
                                                .sorted()
                                                .toList()))
                        .leaving(found))
                .orElseGet(this::opaque);
    }

    private Finding opaque() {
        boolean usual = !setUp.profile().isMicrosoft() || setUp.profile().isPersonal();
        return usual
                ? Finding.notNeeded("The token is opaque, as they are here: it says nothing of itself.")
                : Finding.warn(
                        "The token is no JSON Web Token, which those of Microsoft 365 are.",
                        "Check that it is an access token, and not a refresh token, a code or a secret; and that the"
                                + " account is of an organisation: personal accounts have opaque tokens.");
    }
}
