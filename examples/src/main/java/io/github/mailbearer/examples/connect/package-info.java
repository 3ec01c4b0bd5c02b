/**
 * GLPI's page in a terminal: show the callback URL, take the ids and the secret, let a person sign in, keep the refresh
 * token, send, restart, send again. {@link io.github.mailbearer.examples.connect.ConnectMailbox} is where it begins.
 */
@org.jspecify.annotations.NullMarked
package io.github.mailbearer.examples.connect;
