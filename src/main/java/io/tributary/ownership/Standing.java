package io.tributary.ownership;

import java.util.Set;

/**
 * How a node stands in its cluster.
 *
 * @param members nodes that it sees, itself included
 * @param ready those of them that take part
 * @param size how many nodes the whole cluster has
 * @param quorum how many of them have to be in touch for a node to emit
 * @param inTouch whether so many are
 * @param owned how many APIs it runs
 * @param takeovers how many it has taken over from other nodes
 * @param gateClosedSeconds for how long, all in all, it could not emit
 * @param disputed the APIs that nodes define differently
 */
public record Standing(
    int members,
    int ready,
    int size,
    int quorum,
    boolean inTouch,
    int owned,
    long takeovers,
    double gateClosedSeconds,
    Set<String> disputed) {}
