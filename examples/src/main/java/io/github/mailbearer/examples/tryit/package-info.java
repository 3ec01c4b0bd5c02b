/**
 * The command that shows the library at work: {@code ./mvnw -q -Ptry-it}.
 *
 * <p>{@link io.github.mailbearer.examples.tryit.TryIt} decides where to send. {@code FakeRun} plays three sends against
 * fakes on this machine, {@code RealRun} makes one through Microsoft 365.
 */
@org.jspecify.annotations.NullMarked
package io.github.mailbearer.examples.tryit;
