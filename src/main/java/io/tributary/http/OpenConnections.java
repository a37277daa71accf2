package io.tributary.http;

import io.vertx.core.http.HttpConnection;

/** The connections of one server, bounded. Lives on its event loop. */
final class OpenConnections {

  private final int most;
  private int open;

  /**
   * None yet.
   *
   * @param most at once
   */
  OpenConnections(int most) {
    this.most = most;
  }

  /** Takes a connection, or closes it. */
  void admit(HttpConnection connection) {
    if (open >= most) {
      // Whoever was quicker and hung up is refused as well.
      connection.close().onFailure(gone -> {});
      return;
    }
    open++;
    connection.closeHandler(closed -> open--);
  }
}
