package io.tributary.ownership;

/**
 * A node of the cluster.
 *
 * @param id of its process, which is also where it takes commands
 * @param name what it is called in states
 */
public record Owner(String id, String name) {}
