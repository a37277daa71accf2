package io.tributary.cli.terminal;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Help.Ansi;

/**
 * Where a command prints: always UTF-8, whatever the locale is. Thread-safe as its streams are.
 *
 * @param out for what was asked for
 * @param err for everything else
 * @param colour whether {@code out} is a terminal that shows colours
 */
public record Terminal(PrintStream out, PrintStream err, boolean colour) {

  private static final int BUFFER = 1 << 16;

  /** Standard output and standard error of the process. Whoever prints flushes. */
  public static Terminal system() {
    return new Terminal(
        stream(FileDescriptor.out), stream(FileDescriptor.err), Ansi.AUTO.enabled());
  }

  /** Prints one line for a human. */
  public void note(String line) {
    err.println(line);
    err.flush();
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    var buffered = new BufferedOutputStream(new FileOutputStream(descriptor), BUFFER);
    return new PrintStream(buffered, false, StandardCharsets.UTF_8);
  }
}
