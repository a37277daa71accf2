package io.tributary.script.process;

import io.tributary.config.Action.ExecuteCode;
import io.tributary.script.Effect;
import io.tributary.script.Outcome;
import io.tributary.script.SnippetResult;
import io.tributary.script.SnippetRunner;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The runs of one API: waiting in order, given to a lane by the batch, one batch at a time. Also
 * what outlives a run: the storage, and how often which snippet was killed. Thread-safe.
 */
final class RunQueue implements Lanes.Work {

  static final int MAX_BATCH = 256;
  private static final int MAX_BATCH_CHARACTERS = 1 << 20;

  /** A lane is shared: one API has it for about this long, the others wait. */
  private static final long TURN_MICROS = 20_000;

  private static final long NANOS_A_MICRO = 1_000;

  private final String apiName;
  private final ConsoleLog console;
  private final Deque<Run> waiting = new ArrayDeque<>();
  private final Deque<Run> inFlight = new ArrayDeque<>();
  private final Map<ExecuteCode, Integer> kills = new HashMap<>();
  private final Map<String, String> storage = new LinkedHashMap<>();
  private long typicalMicros = TURN_MICROS;

  /** When the run at hand was handed over or the one before it ended. */
  private long begun;

  private boolean scheduled;
  private boolean halted;

  /** A run that waits, and who hears of its result, on any thread. */
  record Run(ExecuteCode snippet, String response, Consumer<SnippetResult> done) {}

  RunQueue(String apiName) {
    this.apiName = apiName;
    this.console = new ConsoleLog(apiName);
  }

  /** Returns whether the queue now wants a turn on a lane and did not before. */
  synchronized boolean add(Run run) {
    if (halted) {
      run.done().accept(SnippetResult.DROPPED);
      return false;
    }
    waiting.add(run);
    boolean wants = !scheduled;
    scheduled = true;
    return wants;
  }

  /** Drops what waits; what comes later is run. */
  synchronized void drop() {
    halted = false;
    dropWaiting();
  }

  synchronized void revive() {
    kills.clear();
  }

  @Override
  public void on(Lane lane) throws IOException {
    if (!nextBatch()) {
      return;
    }
    ChildProcess process = lane.process();
    process.send(apiName, storage, List.copyOf(inFlight));
    Optional<ChildProcess.Answer> answer = process.readAnswer(console);
    while (answer.isPresent()) {
      finish(answer.get());
      answer = process.readAnswer(console);
    }
    takeBack();
  }

  /** The process ended in the middle of a run; those behind it have not begun. */
  @Override
  public synchronized void died(Outcome outcome) {
    if (!inFlight.isEmpty()) {
      settle(new SnippetResult(outcome, List.of(), (System.nanoTime() - begun) / NANOS_A_MICRO));
    }
    takeBack();
  }

  private synchronized void takeBack() {
    while (!inFlight.isEmpty()) {
      waiting.addFirst(inFlight.pollLast());
    }
    if (halted) {
      dropWaiting();
    }
  }

  @Override
  public synchronized boolean wantsAnotherTurn() {
    scheduled = !waiting.isEmpty();
    return scheduled;
  }

  @Override
  public synchronized void abandon() {
    halted = true;
    takeBack();
  }

  private void dropWaiting() {
    waiting.forEach(run -> run.done().accept(SnippetResult.DROPPED));
    waiting.clear();
  }

  private synchronized boolean nextBatch() {
    long runs = Math.max(1, Math.min(MAX_BATCH, TURN_MICROS / Math.max(1, typicalMicros)));
    long characters = 0;
    while (!waiting.isEmpty() && inFlight.size() < runs && characters < MAX_BATCH_CHARACTERS) {
      Run run = waiting.poll();
      if (kills.getOrDefault(run.snippet(), 0) < SnippetRunner.MAX_KILLS) {
        inFlight.add(run);
        characters += run.response().length();
      } else if (inFlight.isEmpty()) {
        run.done().accept(SnippetResult.SUSPENDED);
      } else {
        // In its order: after those before it.
        waiting.addFirst(run);
        break;
      }
    }
    begun = System.nanoTime();
    return !inFlight.isEmpty();
  }

  private synchronized void finish(ChildProcess.Answer answer) {
    answer
        .stored()
        .forEach(
            (key, value) ->
                value.ifPresentOrElse(it -> storage.put(key, it), () -> storage.remove(key)));
    typicalMicros = (3 * typicalMicros + answer.result().micros()) / 4;
    settle(answer.result());
    begun = System.nanoTime();
  }

  private void settle(SnippetResult result) {
    Run run = inFlight.remove();
    if (result.effects().contains(new Effect.Disconnect(apiName))) {
      halt();
    }
    run.done().accept(counted(run.snippet(), result));
  }

  /** What waits came after the disconnect; so does what comes, until the stream knows of it. */
  private void halt() {
    halted = true;
    dropWaiting();
  }

  private SnippetResult counted(ExecuteCode snippet, SnippetResult result) {
    if (!(result.outcome() instanceof Outcome.Killed killed)) {
      kills.remove(snippet);
      return result;
    }
    int inARow = kills.merge(snippet, 1, Integer::sum);
    return inARow < SnippetRunner.MAX_KILLS
        ? result
        : new SnippetResult(
            new Outcome.Killed(killed.why(), killed.line(), true),
            result.effects(),
            result.micros());
  }
}
