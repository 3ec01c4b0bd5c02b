/**
 * What a mail server's refusal means and what to do about it.
 */
package io.github.mailbearer.diagnosis;
