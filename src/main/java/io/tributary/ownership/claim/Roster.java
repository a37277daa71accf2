package io.tributary.ownership.claim;

import java.util.Map;

/**
 * What a node takes part with.
 *
 * @param name the same after a restart, and no two nodes have the same
 * @param definitions a hash of each API's definition, by the name of the API
 */
public record Roster(String name, Map<String, String> definitions) {}
