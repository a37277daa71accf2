package io.tributary.sse;

import io.vertx.core.Handler;
import java.lang.reflect.UndeclaredThrowableException;

/**
 * What handlers throw: it goes to the exception handler, or else is kept to be thrown when the
 * parser is in good order again.
 */
final class HandlerFaults {

  private Handler<Throwable> exceptionHandler;
  private Throwable kept;

  /** Null: exceptions are kept. */
  void exceptionHandler(Handler<Throwable> handler) {
    exceptionHandler = handler;
  }

  /**
   * Passes a failure of the source through; without an exception handler it is the source's own.
   */
  void sourceFailed(Throwable failure) {
    if (exceptionHandler != null) {
      exceptionHandler.handle(failure);
    }
  }

  /** Runs a handler. */
  void guard(Runnable handler) {
    try {
      handler.run();
    } catch (Throwable thrown) {
      report(thrown);
    }
  }

  void report(Throwable thrown) {
    if (exceptionHandler == null) {
      keep(thrown);
      return;
    }
    try {
      exceptionHandler.handle(thrown);
    } catch (Throwable worse) {
      keep(worse);
    }
  }

  /** Throws the first of the exceptions that nobody took. */
  void throwKept() {
    Throwable thrown = kept;
    kept = null;
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
    if (thrown != null) {
      throw new UndeclaredThrowableException(thrown);
    }
  }

  private void keep(Throwable thrown) {
    if (kept == null) {
      kept = thrown;
    }
  }
}
