/**
 * The words of OAuth 2.0 on a mail connection, and the server's words back; nothing here knows where tokens come from.
 *
 * <ul>
 *   <li>{@link io.github.mailbearer.sasl.SaslMechanism} forms the message that carries a token.
 *   <li>{@link io.github.mailbearer.sasl.ServerError} is the JSON with which some servers explain a refusal.
 *   <li>{@link io.github.mailbearer.sasl.ServerRefusal} is what every exception about a refusal can tell.
 *   <li>{@link io.github.mailbearer.sasl.OAuth2SaslProvider} offers the mechanisms to any user of
 *       {@link javax.security.sasl.Sasl}, for the whole JVM and only if it is installed.
 * </ul>
 */
package io.github.mailbearer.sasl;
