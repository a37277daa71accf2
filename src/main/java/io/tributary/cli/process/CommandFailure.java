package io.tributary.cli.process;

/** A command cannot do what it was asked to; the message is for its user. */
public final class CommandFailure extends RuntimeException {

  public CommandFailure(String message) {
    super(message);
  }

  public CommandFailure(String message, Throwable cause) {
    super(message, cause);
  }

  public CommandFailure(Throwable cause) {
    super(cause.getMessage(), cause);
  }
}
