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
   * The most that were open when a request came: 1 proves that a client never held two. The end of
   * the connection before may be heard of after the next was accepted, but not after its request.
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

  synchronized void asked() {
    maxOpen = Math.max(maxOpen, open.size());
  }

  synchronized void closed(ServedConnection connection) {
    open.remove(connection);
  }

  @Override
  public synchronized String toString() {
    return "Connections[open=" + open.size() + ", maxOpen=" + maxOpen + ", total=" + total + "]";
  }
}
