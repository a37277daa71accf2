package io.tributary.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A process that a test started, with what it printed so far. It does not outlive the test. */
public final class ExternalProgram implements AutoCloseable {

  private final Process process;
  private final List<String> out = new CopyOnWriteArrayList<>();
  private final List<String> err = new CopyOnWriteArrayList<>();

  private ExternalProgram(Process process) {
    this.process = process;
    collect(process.getInputStream(), out);
    collect(process.getErrorStream(), err);
  }

  /** Starts a program. */
  public static ExternalProgram start(String... command) {
    try {
      return new ExternalProgram(new ProcessBuilder(command).start());
    } catch (IOException failed) {
      throw new AssertionError("expected to start " + List.of(command), failed);
    }
  }

  /** Starts the packaged jar with the Java that runs the tests. */
  public static ExternalProgram jar(String... args) {
    return jar(List.of(), args);
  }

  /** Starts the packaged jar in a Java with {@code options}. */
  public static ExternalProgram jar(List<String> options, String... args) {
    String jar = System.getProperty("tributary.jar", "target/tributary.jar");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-jar", Programs.requireFile(Path.of(jar), "the jar").toString()));
    command.addAll(List.of(args));
    return start(command.toArray(String[]::new));
  }

  /** Starts a class of the tests with the Java that runs them, under {@code wrapper}. */
  public static ExternalProgram main(Class<?> type, List<String> wrapper, String... args) {
    List<String> command = new ArrayList<>(wrapper);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), type.getName()));
    command.addAll(List.of(args));
    return start(command.toArray(String[]::new));
  }

  public long pid() {
    return process.pid();
  }

  /** Lines of its standard output. */
  public List<String> out() {
    return List.copyOf(out);
  }

  /** Lines of its standard error. */
  public List<String> err() {
    return List.copyOf(err);
  }

  /** Returns once it printed {@code count} lines on standard output. */
  public List<String> awaitOut(int count) {
    await(count + " lines", () -> out.size() >= count);
    return out();
  }

  /** Returns once a line of its standard output contains {@code text}. */
  public ExternalProgram awaitOut(String text) {
    await(text, () -> out.stream().anyMatch(line -> line.contains(text)));
    return this;
  }

  /** Returns once a line of its standard error contains {@code text}. */
  public ExternalProgram awaitErr(String text) {
    await(text, () -> err.stream().anyMatch(line -> line.contains(text)));
    return this;
  }

  /** Sends SIGTERM. */
  public ExternalProgram terminate() {
    process.destroy();
    return this;
  }

  /** Sends SIGKILL and waits for the end. */
  public void kill() {
    process.destroyForcibly();
    exitCode();
  }

  /** Waits for the end. */
  public int exitCode() {
    try {
      if (!process.waitFor(Waiting.PROGRAM.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("expected an end within " + Waiting.PROGRAM + "; " + this);
      }
      return process.exitValue();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for a program", stopped);
    }
  }

  @Override
  public void close() {
    kill();
  }

  @Override
  public String toString() {
    return "printed " + String.join("\n", out) + "\nand " + String.join("\n", err);
  }

  private void await(String what, BooleanSupplier condition) {
    Waiting.until(() -> what + "; " + this, Waiting.PROGRAM, condition);
  }

  private static void collect(InputStream stream, List<String> lines) {
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader in =
                  new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                in.lines().forEach(lines::add);
              } catch (IOException | UncheckedIOException killed) {
                // Its pipe went with it: there is no more to read.
              }
            },
            "program output");
    reader.setDaemon(true);
    reader.start();
  }
}
