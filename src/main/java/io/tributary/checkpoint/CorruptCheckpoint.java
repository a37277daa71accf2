package io.tributary.checkpoint;

/** There is a checkpoint and it cannot be read: starting without it could lose events. */
public final class CorruptCheckpoint extends RuntimeException {

  private static final long serialVersionUID = 1;

  public CorruptCheckpoint(String message) {
    super(message);
  }
}
