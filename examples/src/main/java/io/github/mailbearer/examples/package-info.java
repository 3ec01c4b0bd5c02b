/** One file per task: take the file, put your own names in, and it works. */
@org.jspecify.annotations.NullMarked
package io.github.mailbearer.examples;
