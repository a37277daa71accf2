package io.tributary.bench.process;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Another JVM with the class path of this one, that is told line by line what to do. What it prints
 * on standard error goes to a log file.
 */
public final class Child implements AutoCloseable {

  static final String FAILED = "failed ";

  private static final int SECONDS_TO_END = 10;

  private final String name;
  private final Process process;
  private final BufferedReader replies;
  private final PrintStream commands;
  private final String greeting;

  private Child(String name, Process process) {
    this.name = name;
    this.process = process;
    this.replies = process.inputReader(StandardCharsets.UTF_8);
    this.commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    this.greeting = readReply();
  }

  /** Starts the {@code main} class and waits for its greeting. */
  public static Child start(
      String name, List<String> jvm, Class<?> main, List<String> arguments, Path logs) {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(jvm);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    File log = logs.resolve(name.replaceAll("[^A-Za-z0-9-]+", "-") + ".log").toFile();
    try {
      return new Child(name, new ProcessBuilder(command).redirectError(log).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The program that runs this JVM. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** What it said when it was ready. */
  public String greeting() {
    return greeting;
  }

  /** The process id. */
  public long pid() {
    return process.pid();
  }

  /** Gives a command and waits for the reply. */
  public String ask(String command) {
    commands.println(command);
    return readReply();
  }

  private String readReply() {
    try {
      String reply = replies.readLine();
      if (reply == null || reply.startsWith(FAILED)) {
        throw new IllegalStateException(name + ": expected a reply, got " + reply);
      }
      return reply;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    commands.close();
    try {
      if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
