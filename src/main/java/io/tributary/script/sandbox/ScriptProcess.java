package io.tributary.script.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The main class of a script process: takes batches from standard input and answers on standard
 * output until the input ends. Arguments: milliseconds and bytes that a run may take.
 */
public final class ScriptProcess {

  /** As many calls deep as Node goes, or about. */
  private static final long STACK_BYTES = 16L << 20;

  private static final int PIPE_BUFFER = 65_536;
  private static final long FLUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** Other APIs wait for the end of a batch. */
  private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final DataInputStream in =
      new DataInputStream(
          new BufferedInputStream(new FileInputStream(FileDescriptor.in), PIPE_BUFFER));
  private final DataOutputStream out =
      new DataOutputStream(
          new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), PIPE_BUFFER));
  private final HostCalls host = new HostCalls();
  private final Sandbox sandbox = new Sandbox(host);
  private final Runs runs;
  private Syntax syntax;
  private long flushedAt;

  private record Request(int number, String response) {}

  private ScriptProcess(Limits limits) {
    runs = new Runs(sandbox, limits, this::exit);
  }

  /** By when a process ends a run, or itself. */
  public static Duration longestRun(Duration timeout) {
    return Watchdog.longestRun(timeout);
  }

  public static void main(String[] arguments) {
    // Standard output is a pipe of frames: nothing else may write there.
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
    Limits limits =
        new Limits(Duration.ofMillis(Long.parseLong(arguments[0])), Long.parseLong(arguments[1]));
    new Thread(null, () -> serve(limits), "snippets", STACK_BYTES).start();
  }

  @SuppressWarnings("CatchAndPrintStackTrace")
  private static void serve(Limits limits) {
    int code = 1;
    try {
      new ScriptProcess(limits).serve();
      code = 0;
    } catch (OutOfMemoryError full) {
      code = Wire.EXIT_MEMORY;
    } catch (Throwable bug) {
      // The service logs what comes on standard error.
      bug.printStackTrace();
    } finally {
      Runtime.getRuntime().halt(code);
    }
  }

  private void serve() throws IOException {
    warmUp();
    out.writeByte(Wire.READY);
    out.flush();
    for (int type = in.read(); type >= 0; type = in.read()) {
      switch (type) {
        case Wire.BATCH -> batch();
        case Wire.CHECK -> check(Wire.readText(in));
        default -> throw new IOException("expected a frame, got type " + type);
      }
      flush();
    }
  }

  /** Else the first event of many a snippet would be killed for the classes it makes load. */
  private void warmUp() throws IOException {
    String text = Sandbox.text("warmup.js");
    syntax = new Syntax(sandbox.engine());
    syntax.check(text);
    sandbox.define(0, text);
    sandbox.run(sandbox.function(0), "{\"body\":null}");
    sandbox.forget(0);
    host.drainTo(DataOutputStream.nullOutputStream());
  }

  private void batch() throws IOException {
    host.enter(Wire.readText(in), Wire.readTexts(in));
    for (int left = in.readInt(); left > 0; left--) {
      sandbox.forget(in.readInt());
    }
    Request[] requests = new Request[in.readInt()];
    for (int i = 0; i < requests.length; i++) {
      requests[i] = request();
    }
    run(requests);
    out.writeByte(Wire.REST);
  }

  /** Ends early after a kill, since the next run would likely be another, and when time is up. */
  private void run(Request[] requests) throws IOException {
    long start = System.nanoTime();
    boolean goOn = true;
    for (int i = 0; i < requests.length && goOn; i++) {
      goOn = answer(requests[i]) && !host.disconnected() && System.nanoTime() - start < TURN_NANOS;
    }
  }

  private Request request() throws IOException {
    int number = in.readInt();
    if (in.readBoolean()) {
      sandbox.define(number, Wire.readText(in));
    }
    return new Request(number, Wire.readText(in));
  }

  private boolean answer(Request request) throws IOException {
    long start = System.nanoTime();
    Runs.Ended ended = runs.run(request.number(), request.response());
    long now = System.nanoTime();
    write(ended, (int) TimeUnit.NANOSECONDS.toMicros(now - start));
    if (!ended.clean()) {
      flush();
      sandbox.replaceContext();
    } else if (now - flushedAt > FLUSH_NANOS) {
      flush();
    }
    return ended.clean();
  }

  /** Under the lock that {@link #exit} takes: what is over is told, even when the next hangs. */
  private synchronized void write(Runs.Ended ended, int micros) throws IOException {
    if (ended.end() != Wire.End.KILLED) {
      host.commit();
    }
    host.drainTo(out);
    out.writeByte(Wire.DONE);
    out.writeByte(ended.end().code());
    Wire.writeText(out, ended.message());
    out.writeInt(ended.line());
    out.writeInt(ended.column());
    out.writeInt(micros);
  }

  private void check(String body) throws IOException {
    Optional<Syntax.Fault> fault = syntax.check(body);
    out.writeByte(Wire.CHECKED);
    out.writeBoolean(fault.isPresent());
    Wire.writeText(out, fault.map(Syntax.Fault::message).orElse(""));
    out.writeInt(fault.map(Syntax.Fault::line).orElse(0));
    out.writeInt(fault.map(Syntax.Fault::column).orElse(0));
  }

  private synchronized void flush() throws IOException {
    out.flush();
    flushedAt = System.nanoTime();
  }

  /** Called by the watchdog while a run hangs. */
  private void exit(int code) {
    try {
      flush();
    } catch (IOException nobodyReads) {
      // The service is gone.
    }
    Runtime.getRuntime().halt(code);
  }
}
