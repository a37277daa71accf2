package io.tributary.testkit;

import io.tributary.connection.Timers;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** A clock that stands still until a test moves it. One thread. */
public final class FakeTimers implements Timers {

  /** Equal times run in the order they were asked for. */
  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::due).thenComparingLong(Task::number));

  /** Not zero, so that code that mistakes the origin for "never" shows. */
  private long now = Duration.ofDays(3).toNanos();

  private long number;

  @Override
  public Timer after(long millis, Runnable work) {
    if (millis < 0) {
      throw new IllegalArgumentException("expected a delay of at least 0, got " + millis);
    }
    number++;
    Task task = new Task(now + Duration.ofMillis(millis).toNanos(), number, work);
    tasks.add(task);
    return () -> tasks.remove(task);
  }

  @Override
  public long nanoTime() {
    return now;
  }

  /** Runs every task that falls due within {@code span}, each at its own time. */
  public void advance(Duration span) {
    long until = now + span.toNanos();
    while (!tasks.isEmpty() && tasks.peek().due() <= until) {
      Task task = tasks.remove();
      now = task.due();
      task.work().run();
    }
    now = until;
  }

  /** How long each waiting task still waits, the soonest first. */
  public List<Duration> waiting() {
    return tasks.stream().sorted(tasks.comparator()).map(this::left).toList();
  }

  private Duration left(Task task) {
    return Duration.ofNanos(task.due() - now);
  }

  /**
   * One call of {@link #after}.
   *
   * @param number makes each one unlike any other
   */
  private record Task(long due, long number, Runnable work) {}
}
