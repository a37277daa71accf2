package io.tributary.config;

import java.nio.file.Path;

/**
 * Where the last event ids are kept.
 *
 * @param directory of the file store
 */
public record CheckpointConfig(Store store, Path directory, OnCorrupt onCorrupt) {

  /** What keeps the ids. */
  public enum Store {
    FILE,
    CLUSTER,
    NONE
  }

  /** What becomes of an API whose checkpoint cannot be read. */
  public enum OnCorrupt {
    /** The API does not start. */
    FAIL,
    /** The API starts as if it had none. */
    FRESH
  }

  static CheckpointConfig read(ConfigReader in, boolean clustered) {
    var config =
        new CheckpointConfig(
            in.optional("store", ValueType.choice(Store.class))
                .orElse(clustered ? Store.CLUSTER : Store.FILE),
            in.value("directory", ValueType.path(), "data/checkpoints"),
            in.value("onCorrupt", ValueType.choice(OnCorrupt.class), "fail"));
    in.check(
        config.store != Store.CLUSTER || clustered,
        "store",
        "must be \"file\" or \"none\" on a single node, was \"cluster\" without the key cluster");
    return config;
  }
}
