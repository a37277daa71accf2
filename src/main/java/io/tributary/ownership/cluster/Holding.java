package io.tributary.ownership.cluster;

import io.tributary.ownership.Tenure;
import io.tributary.ownership.claim.Claim;
import io.tributary.ownership.gate.EmissionGate;
import java.util.Optional;
import java.util.OptionalLong;

/** The right to run one API by a claim. Thread-safe. */
final class Holding implements Tenure {

  final String apiName;
  final Claim claim;
  private final EmissionGate gate;
  private final Optional<Boolean> connected;
  private final Listener listener;
  private volatile boolean revoked;

  /** Who hears of the stream, on any thread. */
  interface Listener {

    void ended(Holding holding);

    void wanted(Holding holding, boolean connected);
  }

  /**
   * A right that holds until it is revoked.
   *
   * @param connected what users last asked for
   */
  Holding(
      String apiName,
      Claim claim,
      EmissionGate gate,
      Optional<Boolean> connected,
      Listener listener) {
    this.apiName = apiName;
    this.claim = claim;
    this.gate = gate;
    this.connected = connected;
    this.listener = listener;
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
  public void wanted(boolean wish) {
    listener.wanted(this, wish);
  }

  @Override
  public void ended() {
    listener.ended(this);
  }

  /** Nothing is emitted from now on. */
  void revoke() {
    revoked = true;
  }
}
