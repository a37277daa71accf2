package io.tributary.stream.net;

import io.tributary.connection.Failure;

/** Carries a {@link Failure} through a future; it has no stack, as it is no bug. */
public final class Refused extends Exception {

  private final transient Failure why;

  public Refused(Failure why) {
    super(why.message(), null, false, false);
    this.why = why;
  }

  Failure why() {
    return why;
  }
}
