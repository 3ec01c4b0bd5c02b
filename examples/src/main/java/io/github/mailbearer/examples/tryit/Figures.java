package io.github.mailbearer.examples.tryit;

/**
 * What sending has cost so far, counted by the servers.
 *
 * @param connections TCP connections to the SMTP server
 * @param auths tokens that the SMTP server was shown
 * @param refused those of them that it refused
 * @param tokenRequests requests to Entra's token endpoint
 */
record Figures(int connections, int auths, int refused, int tokenRequests) {

    Figures since(Figures earlier) {
        return new Figures(
                connections - earlier.connections,
                auths - earlier.auths,
                refused - earlier.refused,
                tokenRequests - earlier.tokenRequests);
    }
}
