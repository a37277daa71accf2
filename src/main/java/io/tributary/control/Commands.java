package io.tributary.control;

import io.tributary.bus.Command;
import io.vertx.core.Future;

/** Who obeys commands. */
@FunctionalInterface
public interface Commands {

  /**
   * Obeys.
   *
   * @return what the reply on the bus is, or a {@link io.tributary.bus.ControlFailure}
   */
  Future<Object> perform(Command command);
}
