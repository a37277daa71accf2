package io.tributary.cluster;

import java.util.Set;

/** The nodes that this one sees. Thread-safe; nothing of it blocks. */
public interface Cluster {

  /** The id of this node's process; a restarted node is another one. */
  String nodeId();

  /** A name that is the same after a restart and that no other node has. */
  String nodeName();

  /** The ids of all nodes that this one takes for members now, its own included. */
  Set<String> members();

  /** Runs {@code task} on some thread whenever a member came or went. */
  void onChange(Runnable task);

  /** A map that all nodes share; it outlives each single one of them. */
  SharedMap map(String name);
}
