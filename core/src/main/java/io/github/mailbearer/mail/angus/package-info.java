/**
 * Transports on Angus Mail 2 that sign in with tokens.
 *
 * <p>Jakarta Mail instantiates them by the class names that {@link io.github.mailbearer.mail.OAuth2Sessions} registers,
 * so the package is exported to it alone. Each transport leaves all of its protocol to Angus and takes one thing out of
 * its hands: the exchange that carries the token.
 */
package io.github.mailbearer.mail.angus;
