/**
 * The words of OAuth 2.0 on a mail connection, and the server's words back; nothing here knows where tokens come from.
 *
 * <ul>
 *   <li>{@link io.github.mailbearer.sasl.SaslMechanism} forms the message that carries a token.
 *   <li>{@link io.github.mailbearer.sasl.ServerError} is the JSON with which some servers explain a refusal.
 *   <li>{@link io.github.mailbearer.sasl.ServerRefusal} is what every exception about a refusal can tell.
 * </ul>
 */
package io.github.mailbearer.sasl;
