package io.tributary.cli;

/** A command cannot do what it was asked to; the message is for its user. */
final class CommandFailure extends RuntimeException {

  CommandFailure(String message) {
    super(message);
  }

  CommandFailure(String message, Throwable cause) {
    super(message, cause);
  }

  CommandFailure(Throwable cause) {
    super(cause.getMessage(), cause);
  }
}
