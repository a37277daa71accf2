package io.tributary.config.yaml;

/** How the place of a value is written: {@code API.prices.onError[0].publish}. */
final class YamlPath {

  private YamlPath() {}

  static String key(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  static String item(String path, int index) {
    return path + "[" + index + "]";
  }

  /** The path of what holds the value; empty for the document. */
  static String parent(String path) {
    return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
  }
}
