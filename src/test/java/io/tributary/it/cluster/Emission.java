package io.tributary.it.cluster;

import java.util.List;

/**
 * One event, as a node put it on the bus or as a consumer took it.
 *
 * @param at nanoseconds of the clock that all processes of a machine share
 * @param node who wrote it down
 * @param epoch 0 in the consumer's record
 */
record Emission(long at, int node, String api, long epoch, long number) {

  /** As {@link #parse} reads it. */
  static String line(long at, String api, String epoch, String number) {
    return at + " " + api + " " + epoch + " " + number + "\n";
  }

  static Emission parse(int node, String line) {
    List<String> words = List.of(line.split(" ", -1));
    return new Emission(
        Long.parseLong(words.get(0)),
        node,
        words.get(1),
        Long.parseLong(words.get(2)),
        Long.parseLong(words.get(3)));
  }
}
