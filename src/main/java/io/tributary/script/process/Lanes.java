package io.tributary.script.process;

import io.tributary.config.ScriptConfig;
import io.tributary.script.Outcome;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The threads that snippets may use at once, each with a process of its own; started as they are
 * needed, and the one that worked last works next. Thread-safe.
 */
final class Lanes {

  private final ScriptConfig limits;
  private final Deque<Work> ready = new ArrayDeque<>();
  private final Deque<Lane> idle = new ArrayDeque<>();
  private final List<Lane> all = new ArrayList<>();
  private boolean closed;

  /** Something that needs a lane for a short while. Called by one lane at a time. */
  interface Work {

    /** Does the work; throws where the process ended. */
    void on(Lane lane) throws IOException;

    /** The process ended during {@link #on}, or could not be started. */
    void died(Outcome outcome);

    /** Whether there is more to do, after others had their turn. */
    boolean wantsAnotherTurn();

    /** The service closes: nothing is done any more. */
    void abandon();
  }

  Lanes(ScriptConfig limits) {
    this.limits = limits;
  }

  void submit(Work work) {
    if (!accept(work)) {
      work.abandon();
    }
  }

  private synchronized boolean accept(Work work) {
    if (closed) {
      return false;
    }
    if (!idle.isEmpty()) {
      idle.pop().take(work);
    } else if (all.size() < limits.threads()) {
      Lane lane = new Lane(this, limits, all.size());
      all.add(lane);
      lane.take(work);
      lane.start();
    } else {
      ready.add(work);
    }
    return true;
  }

  /** Called by a lane that has done {@code work}: what to do next, or null for waiting. */
  synchronized Work after(Lane lane, Work work) {
    if (closed) {
      work.abandon();
      return null;
    }
    if (work.wantsAnotherTurn()) {
      ready.add(work);
    }
    Work next = ready.poll();
    if (next == null) {
      idle.push(lane);
    }
    return next;
  }

  /** Kills processes that do not answer any more. */
  synchronized void killOverdue() {
    all.forEach(Lane::killIfOverdue);
  }

  /** Ends all processes and waits for the threads. Blocks. */
  void close() throws InterruptedException {
    List<Lane> lanes;
    List<Work> abandoned;
    synchronized (this) {
      closed = true;
      lanes = List.copyOf(all);
      abandoned = List.copyOf(ready);
      ready.clear();
    }
    abandoned.forEach(Work::abandon);
    lanes.forEach(Lane::end);
    for (Lane lane : lanes) {
      lane.join();
    }
  }
}
