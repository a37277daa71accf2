package io.tributary.ownership.cluster;

/**
 * How much of a cluster has to be in touch.
 *
 * @param size how many nodes the whole cluster has
 * @param needed how many of them have to be in touch for a node to emit
 */
public record Quorum(int size, int needed) {}
