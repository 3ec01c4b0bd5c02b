/** Text from elsewhere, made fit to be shown. */
package io.github.mailbearer.doctor.text;
