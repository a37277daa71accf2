package io.tributary.metrics;

/** Every metric of a node of a cluster; none has a label. */
public enum NodeSeries {
  MEMBERS("tributary.cluster.members", "Nodes that this one sees, itself included", false),
  OWNED("tributary.cluster.owned.apis", "APIs that this node runs", false),
  TAKEOVERS("tributary.cluster.takeovers", "APIs taken over from other nodes", true),
  GATE_CLOSED(
      "tributary.cluster.gate.closed.seconds",
      "For how long this node could not publish, for want of contact to enough others",
      true),
  DISPUTED("tributary.cluster.disputed.apis", "APIs that nodes define differently", false);

  private final String meter;
  private final String help;
  private final boolean grows;

  NodeSeries(String meter, String help, boolean grows) {
    this.meter = meter;
    this.help = help;
    this.grows = grows;
  }

  /** Its name to Micrometer. */
  String meter() {
    return meter;
  }

  String help() {
    return help;
  }

  /** Whether it is a counter. */
  boolean grows() {
    return grows;
  }
}
