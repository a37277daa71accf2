package io.tributary.script.process;

import io.tributary.config.ScriptConfig;
import io.tributary.script.Outcome;
import io.tributary.script.process.Lanes.Work;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread and its script process, which is replaced when it ends. */
final class Lane {

  private static final Logger LOG = LoggerFactory.getLogger("io.tributary.script");

  private static final long HOLD_OFF_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Lanes lanes;
  private final ScriptConfig limits;
  private final Thread thread;
  private final BlockingQueue<Work> next = new LinkedBlockingQueue<>();
  private volatile ChildProcess process;
  private volatile boolean ended;
  private String failure = "";
  private long failedAt;

  Lane(Lanes lanes, ScriptConfig limits, int number) {
    this.lanes = lanes;
    this.limits = limits;
    thread = new Thread(this::serve, "tributary-script-" + number);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  void take(Work work) {
    next.add(work);
  }

  void end() {
    ended = true;
    ChildProcess last = process;
    if (last != null) {
      last.kill();
    }
    thread.interrupt();
  }

  void join() throws InterruptedException {
    thread.join();
  }

  void killIfOverdue() {
    ChildProcess last = process;
    if (last != null) {
      last.killIfOverdue();
    }
  }

  /** The process of this lane, started where there is none. Called on its thread. */
  ChildProcess process() throws IOException {
    if (process == null) {
      holdOff();
      process = ChildProcess.launch(limits);
    }
    if (ended) {
      throw new IOException("the service is closing");
    }
    process.awaitReady();
    return process;
  }

  /** A process that does not start is not tried again with every event. */
  private void holdOff() throws IOException {
    if (isHeldOff()) {
      throw new IOException(failure);
    }
  }

  private boolean isHeldOff() {
    return !failure.isEmpty() && System.nanoTime() - failedAt < HOLD_OFF_NANOS;
  }

  private void serve() {
    try {
      Work work = next.take();
      while (!ended) {
        perform(work);
        Work following = lanes.after(this, work);
        work = following == null ? next.take() : following;
      }
      work.abandon();
    } catch (InterruptedException closing) {
      // The service closes.
    } finally {
      discard();
    }
  }

  private void perform(Work work) {
    try {
      work.on(this);
    } catch (IOException e) {
      lost(work, e);
    } catch (RuntimeException bug) {
      LOG.error("a batch of scripts could not be worked off", bug);
      discard();
      work.died(new Outcome.Failed(bug.toString(), 0, 0));
    }
  }

  private void lost(Work work, IOException e) {
    ChildProcess last = process;
    process = null;
    if (ended) {
      work.abandon();
    } else {
      Outcome outcome = last == null ? new Outcome.Failed(e.getMessage(), 0, 0) : last.lastWords();
      if (outcome instanceof Outcome.Failed failed) {
        notStarted(failed.message());
      }
      work.died(outcome);
    }
  }

  private void discard() {
    ChildProcess last = process;
    process = null;
    if (last != null) {
      last.kill();
    }
  }

  private void notStarted(String why) {
    if (isHeldOff()) {
      return;
    }
    if (!why.equals(failure)) {
      LOG.error("scripts cannot run: {}", why);
    }
    failure = why;
    failedAt = System.nanoTime();
  }
}
