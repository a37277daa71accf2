package io.tributary.stream.delivery;

/** Where what a {@link Window} decides goes; every call may lead to calls of the window at once. */
interface Outlet {

  /**
   * Sends a letter; the outcome is told with {@code send}.
   *
   * @param send which send of this letter it is, from 1
   */
  void send(Letter letter, int send);

  /** A letter is given up. */
  void dead(Letter letter, String reason);

  /** Everything up to this id is done. */
  void done(String lastId);

  /** Whether more events are welcome, or whether there is a consumer, may have changed. */
  void changed();
}
