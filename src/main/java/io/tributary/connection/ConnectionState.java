package io.tributary.connection;

import java.util.Locale;

/**
 * Where a stream stands. Connecting, open and waiting are alive; disconnected, closed and failed
 * are ends: a stream that starts again does so as a new machine ({@link Lifecycle#start}).
 */
public sealed interface ConnectionState {

  /** Reconnects since the last proof that the connection works. */
  int attempt();

  /** Why it is so; empty where there is nothing to say. */
  default String reason() {
    return "";
  }

  /** True until an end is reached. */
  default boolean isAlive() {
    return false;
  }

  /** The word on the wire, for example {@code connecting}. */
  default String word() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** An attempt is under way. */
  record Connecting(int attempt) implements ConnectionState {
    @Override
    public boolean isAlive() {
      return true;
    }
  }

  /** The server answered with an event stream. */
  record Open(int attempt) implements ConnectionState {
    @Override
    public boolean isAlive() {
      return true;
    }
  }

  /**
   * Between a loss and the next attempt.
   *
   * @param delay milliseconds
   */
  record Waiting(int attempt, long delay, Failure why) implements ConnectionState {
    @Override
    public boolean isAlive() {
      return true;
    }

    @Override
    public String reason() {
      return why.message();
    }
  }

  /** Ended by command, or not yet started. */
  record Disconnected(String reason) implements ConnectionState {
    @Override
    public int attempt() {
      return 0;
    }
  }

  /** Ended by the server, for good. */
  record Closed(int attempt, String reason) implements ConnectionState {}

  /** Ended because trying again would not help, or was tried often enough. */
  record Failed(int attempt, Failure why, String reason) implements ConnectionState {}
}
