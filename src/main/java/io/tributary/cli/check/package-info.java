/** {@code check}: what a configuration would run, or every problem it has. */
package io.tributary.cli.check;
