package io.github.mailbearer.testkit;

import java.util.Map;

/** What a token response for a person is made of; the nonce is that of the authorization request, empty for none. */
record PersonGrant(Person person, RequestedScopes scopes, String nonce, boolean clientInfo) {

    /** The scopes are those of the token request, or else those of the grant it comes with. */
    static PersonGrant of(Person person, RequestedScopes granted, String nonce, Map<String, String> form) {
        RequestedScopes requested = RequestedScopes.of(form.getOrDefault("scope", ""));
        return new PersonGrant(
                person,
                requested.resource().isEmpty() ? granted : requested,
                nonce,
                form.getOrDefault("client_info", "").equals("1"));
    }
}
