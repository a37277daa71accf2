package io.tributary.cli;

import io.tributary.cli.process.ProcessSignals;
import io.tributary.cli.terminal.Terminal;
import io.tributary.testkit.Waiting;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** One command that runs inside the test, on a thread of its own. */
final class CommandRun {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final ProcessSignals signals = new ProcessSignals();
  private final CompletableFuture<Integer> code;

  private CommandRun(boolean colour, String... args) {
    Terminal terminal = new Terminal(stream(out), stream(err), colour);
    code =
        CompletableFuture.supplyAsync(
            () -> new Commands(terminal, () -> signals, () -> {}).execute(args),
            task -> start(task));
  }

  static CommandRun of(String... args) {
    return new CommandRun(false, args);
  }

  static CommandRun onTerminal(String... args) {
    return new CommandRun(true, args);
  }

  /** Sends a signal, as Ctrl-C does. */
  CommandRun interrupt() {
    signals.came();
    return this;
  }

  int code() {
    Waiting.until(() -> "the command has ended, " + this, Waiting.PROGRAM, code::isDone);
    return code.join();
  }

  boolean isRunning() {
    return !code.isDone();
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  CommandRun awaitOut(String text) {
    Waiting.until(
        () -> "\"" + text + "\" on standard output, " + this,
        Waiting.PATIENCE,
        () -> out().contains(text));
    return this;
  }

  CommandRun awaitErr(String text) {
    Waiting.until(
        () -> "\"" + text + "\" on standard error, " + this,
        Waiting.PATIENCE,
        () -> err().contains(text));
    return this;
  }

  @Override
  public String toString() {
    return "printed:\n" + out() + "\nand:\n" + err();
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "command");
    thread.setDaemon(true);
    thread.start();
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
