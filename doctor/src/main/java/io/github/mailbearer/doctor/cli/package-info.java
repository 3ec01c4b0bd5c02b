/**
 * The doctor as a program: {@code java -jar mailbearer-doctor-<version>-cli.jar}.
 *
 * <p>{@link io.github.mailbearer.doctor.cli.Main} starts a {@code Program}, which knows two commands, {@code check} and
 * {@code explain}. An {@code Option} has one name on the command line, one in the environment and those that applications
 * have in their properties; {@code Given} tells which counts. {@code SettingsReader} and its helpers make
 * {@link io.github.mailbearer.doctor.DoctorSettings} of them, {@code TextReport} and {@code JsonReport} show what came of it.
 */
package io.github.mailbearer.doctor.cli;
