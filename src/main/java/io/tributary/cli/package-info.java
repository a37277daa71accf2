/**
 * The commands of {@code tributary.jar}: what they take, what they print, how they end. Events go
 * to standard output, everything else to standard error. Nothing here ends the process: a command
 * returns its {@link io.tributary.cli.process.ExitCode} to {@code Main}.
 */
package io.tributary.cli;
