package io.tributary.script.process;

import io.tributary.config.ScriptConfig;
import io.tributary.script.Effect;
import io.tributary.script.Outcome;
import io.tributary.script.SnippetProblem;
import io.tributary.script.SnippetResult;
import io.tributary.script.sandbox.ScriptProcess;
import io.tributary.script.sandbox.Wire;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A script process, seen from the service. One lane uses it, on its thread; anyone may kill it. */
final class ChildProcess {

  private static final Duration START = Duration.ofMinutes(2);

  /** For a busy machine. */
  private static final Duration SLACK = Duration.ofSeconds(10);

  /** How long an ended process may take to be gone. */
  private static final Duration EXIT = Duration.ofSeconds(5);

  private static final int MAX_COMPLAINT_BYTES = 2_000;

  private final Process process;
  private final DataOutputStream out;
  private final DataInputStream in;
  private final KnownSnippets known = new KnownSnippets();
  private final long patienceNanos;
  private volatile long expectedBy;
  private boolean ready;

  /** The result of a run, and what is for the queue only. */
  record Answer(SnippetResult result, Map<String, Optional<String>> stored) {}

  private ChildProcess(Process process, Duration patience) {
    this.process = process;
    this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 65_536));
    this.in = new DataInputStream(new BufferedInputStream(process.getInputStream(), 65_536));
    this.patienceNanos = patience.toNanos();
  }

  static ChildProcess launch(ScriptConfig limits) throws IOException {
    Duration patience = ScriptProcess.longestRun(limits.timeout()).plus(SLACK);
    return new ChildProcess(ChildCommand.of(limits).start(), patience);
  }

  /** Returns once the process takes work. */
  void awaitReady() throws IOException {
    if (ready) {
      return;
    }
    expectWithin(START.toNanos());
    if (read() != Wire.READY) {
      throw new IOException("expected the script process to start, but it wrote something else");
    }
    ready = true;
    expectedBy = 0;
  }

  /** Hands in runs; each is answered once. */
  void send(String apiName, Map<String, String> storage, List<RunQueue.Run> runs)
      throws IOException {
    expectWithin(patienceNanos);
    List<KnownSnippets.Entry> entries =
        runs.stream().map(run -> known.of(run.snippet().body())).toList();
    out.writeByte(Wire.BATCH);
    Wire.writeText(out, apiName);
    Wire.writeTexts(out, storage);
    List<Integer> forgotten = known.forgotten();
    out.writeInt(forgotten.size());
    for (int number : forgotten) {
      out.writeInt(number);
    }
    out.writeInt(runs.size());
    for (int i = 0; i < runs.size(); i++) {
      write(entries.get(i), runs.get(i));
    }
    out.flush();
  }

  private void write(KnownSnippets.Entry entry, RunQueue.Run run) throws IOException {
    out.writeInt(entry.number());
    out.writeBoolean(entry.isNew());
    if (entry.isNew()) {
      Wire.writeText(out, run.snippet().body());
    }
    Wire.writeText(out, run.response());
  }

  /** The next run's answer; empty: those that are left of the batch have not begun. */
  Optional<Answer> readAnswer(ConsoleLog console) throws IOException {
    List<Effect> effects = new ArrayList<>(0);
    Map<String, Optional<String>> stored = new LinkedHashMap<>(0);
    while (true) {
      byte type = read();
      switch (type) {
        case Wire.LOG -> console.line(text(), text(), text());
        case Wire.CALL -> effects.add(effect(text(), text(), text()));
        case Wire.STORED -> {
          String key = text();
          boolean present = in.readBoolean();
          String value = text();
          stored.put(key, present ? Optional.of(value) : Optional.empty());
        }
        case Wire.DONE -> {
          Outcome outcome = outcome(Wire.End.of(in.readByte()), text(), in.readInt(), in.readInt());
          return Optional.of(new Answer(new SnippetResult(outcome, effects, in.readInt()), stored));
        }
        case Wire.REST -> {
          expectedBy = 0;
          return Optional.empty();
        }
        default -> throw new IOException("expected an answer of the script process, got " + type);
      }
    }
  }

  private static Outcome outcome(Wire.End end, String message, int line, int column) {
    return switch (end) {
      case OK -> new Outcome.Done();
      case FAILED -> new Outcome.Failed(message, line, column);
      case KILLED -> new Outcome.Killed(message, line, false);
    };
  }

  private static Effect effect(String name, String first, String second) throws IOException {
    return switch (name) {
      case "disconnect" -> new Effect.Disconnect(first);
      case "connect" -> new Effect.Connect(first);
      case "publish" -> new Effect.Publish(first, second);
      default -> throw new IOException("expected a call of the script process, got " + name);
    };
  }

  /** Looks for a syntax error. */
  Optional<SnippetProblem> check(String keyPath, String body) throws IOException {
    expectWithin(patienceNanos);
    out.writeByte(Wire.CHECK);
    Wire.writeText(out, body);
    out.flush();
    if (read() != Wire.CHECKED) {
      throw new IOException("expected the script process to check a snippet");
    }
    boolean wrong = in.readBoolean();
    String message = text();
    SnippetProblem problem = new SnippetProblem(keyPath, in.readInt(), readLast(), message);
    return wrong ? Optional.of(problem) : Optional.empty();
  }

  private byte read() throws IOException {
    int type = in.read();
    if (type < 0) {
      throw new EOFException("the script process ended");
    }
    expectWithin(patienceNanos);
    return (byte) type;
  }

  private String text() throws IOException {
    return Wire.readText(in);
  }

  private int readLast() throws IOException {
    int value = in.readInt();
    expectedBy = 0;
    return value;
  }

  private void expectWithin(long nanos) {
    expectedBy = System.nanoTime() + nanos;
  }

  /** Kills it where an answer is long overdue: it watches itself, but may be unable to. */
  void killIfOverdue() {
    long by = expectedBy;
    if (by != 0 && System.nanoTime() - by > 0) {
      process.destroyForcibly();
    }
  }

  void kill() {
    process.destroyForcibly();
  }

  /** Why the run at hand ended with the process. */
  Outcome lastWords() {
    int code = exitCode();
    if (!ready) {
      return new Outcome.Failed(
          "the script process did not start, code " + code + complaint(), 0, 0);
    }
    if (code == Wire.EXIT_STUCK) {
      return new Outcome.Killed("it could not be interrupted in time", 0, false);
    }
    if (code == Wire.EXIT_MEMORY) {
      return new Outcome.Killed("it used up the memory of the script process", 0, false);
    }
    return new Outcome.Killed("the script process ended with code " + code + complaint(), 0, false);
  }

  private int exitCode() {
    try {
      if (process.waitFor(EXIT.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    return -1;
  }

  /** What it wrote to its standard error. */
  private String complaint() {
    try {
      byte[] bytes = process.getErrorStream().readNBytes(MAX_COMPLAINT_BYTES);
      String text = new String(bytes, StandardCharsets.UTF_8).strip();
      return text.isEmpty() ? "" : ": " + text;
    } catch (IOException closed) {
      // Killed from outside: it had nothing to say.
      return "";
    }
  }
}
