/**
 * A fake Entra and scriptable mail servers.
 */
package io.github.mailbearer.testkit;
