package io.tributary.testkit;

import java.util.ArrayList;
import java.util.List;

/** What a server knows of its TCP connections. Thread-safe. */
public final class Connections {

  private final List<ServedConnection> open = new ArrayList<>();
  private int total;
  private int maxOpen;

  /** How many were ever accepted. */
  public synchronized int total() {
    return total;
  }

  /** How many are open now. */
  public synchronized int open() {
    return open.size();
  }

  /**
   * The most that were open at once: 1 proves that a client never held two. A connection counts
   * beside a later one when it is still open a moment after that one's request: its end, which went
   * out before, has been read by then.
   */
  public synchronized int maxOpen() {
    return maxOpen;
  }

  /** Those that are open now, oldest first. */
  public synchronized List<ServedConnection> all() {
    return List.copyOf(open);
  }

  /** Returns once {@code count} connections are open. */
  public void awaitOpen(int count) {
    Waiting.until(
        () -> count + " open connections, were " + this, Waiting.PATIENCE, () -> open() == count);
  }

  /** Returns once at least {@code count} connections were accepted. */
  public void awaitTotal(int count) {
    Waiting.until(
        () -> count + " accepted connections, were " + this,
        Waiting.PATIENCE,
        () -> total() >= count);
  }

  synchronized int next() {
    return total + 1;
  }

  synchronized void opened(ServedConnection connection) {
    total++;
    open.add(connection);
  }

  /** Called a moment after a request, with what was open beside its connection then. */
  synchronized void overlapped(List<ServedConnection> others) {
    maxOpen = Math.max(maxOpen, 1 + (int) others.stream().filter(open::contains).count());
  }

  synchronized List<ServedConnection> beside(ServedConnection one) {
    maxOpen = Math.max(maxOpen, 1);
    return open.stream().filter(other -> other != one).toList();
  }

  synchronized void closed(ServedConnection connection) {
    open.remove(connection);
  }

  @Override
  public synchronized String toString() {
    return "Connections[open=" + open.size() + ", maxOpen=" + maxOpen + ", total=" + total + "]";
  }
}
