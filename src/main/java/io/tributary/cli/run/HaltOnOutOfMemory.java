package io.tributary.cli.run;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.OutOfMemoryHandler;

/** A member without memory would only look alive: the process ends at once. */
final class HaltOnOutOfMemory extends OutOfMemoryHandler {

  private final Runnable halt;

  HaltOnOutOfMemory(Runnable halt) {
    this.halt = halt;
  }

  @Override
  public void onOutOfMemory(OutOfMemoryError error, HazelcastInstance[] members) {
    halt.run();
  }
}
