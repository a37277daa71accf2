package io.tributary.ownership;

import java.util.Optional;
import java.util.OptionalLong;

/** The right of this process to run one API, from when it got it until it lost it. Thread-safe. */
public interface Tenure {

  /** That of a single node. */
  Tenure UNLIMITED =
      new Tenure() {
        @Override
        public OptionalLong epoch() {
          return OptionalLong.empty();
        }

        @Override
        public boolean mayEmit() {
          return true;
        }

        @Override
        public Optional<Boolean> connected() {
          return Optional.empty();
        }

        @Override
        public void wanted(boolean connected) {}

        @Override
        public void ended() {}
      };

  /** Higher than that of every owner before; empty without a cluster. */
  OptionalLong epoch();

  /** Whether an event may be emitted now; asked with every event. */
  boolean mayEmit();

  /** What users last asked for by {@code connect} or {@code disconnect}; empty: nothing. */
  Optional<Boolean> connected();

  /** The stream's own actions want it so from now on, also on another node. */
  void wanted(boolean connected);

  /** The stream has stopped: it emits nothing more and its position is written. */
  void ended();
}
