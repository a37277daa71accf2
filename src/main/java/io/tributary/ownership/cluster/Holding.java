package io.tributary.ownership.cluster;

import io.tributary.ownership.Tenure;
import io.tributary.ownership.claim.Claim;
import io.tributary.ownership.gate.EmissionGate;
import java.util.Optional;
import java.util.OptionalLong;

/** The right to run one API by a claim. Thread-safe. */
final class Holding implements Tenure {

  final Claim claim;
  private final EmissionGate gate;
  private final Optional<Boolean> connected;
  private final Runnable onEnd;
  private volatile boolean revoked;

  /**
   * @param connected what users last asked for
   * @param onEnd runs on any thread when the stream has stopped
   */
  Holding(Claim claim, EmissionGate gate, Optional<Boolean> connected, Runnable onEnd) {
    this.claim = claim;
    this.gate = gate;
    this.connected = connected;
    this.onEnd = onEnd;
  }

  @Override
  public OptionalLong epoch() {
    return OptionalLong.of(claim.epoch());
  }

  @Override
  public boolean mayEmit() {
    return !revoked && gate.isOpen();
  }

  @Override
  public Optional<Boolean> connected() {
    return connected;
  }

  @Override
  public void ended() {
    onEnd.run();
  }

  /** Nothing is emitted from now on. */
  void revoke() {
    revoked = true;
  }
}
