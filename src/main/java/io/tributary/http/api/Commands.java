package io.tributary.http.api;

import io.tributary.bus.Command;
import io.vertx.core.Future;

/** Who obeys commands: the same as behind the control address. */
@FunctionalInterface
public interface Commands {

  /**
   * Obeys.
   *
   * @return what the reply to the command is on the bus, or a {@link
   *     io.tributary.bus.ControlFailure}
   */
  Future<Object> perform(Command command);
}
