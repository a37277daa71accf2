package io.tributary.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeSet;

/**
 * One API as it stands in the file, <code>${…}</code> and all: what a definition is resolved from,
 * and by what it is recognised as changed. Immutable.
 *
 * @param name of the API
 * @param unresolved must not be changed
 */
public record ApiSource(String name, JsonObject unresolved) {

  /** Whether the definition may differ at the next look, because it quotes a file. */
  public boolean rereads() {
    return readsFile(unresolved);
  }

  /**
   * The definition as of now. Blocks when files are quoted.
   *
   * @throws InvalidConfig with every problem
   */
  public ApiDefinition resolve(Lookups lookups) {
    return ConfigReader.read(unresolved, "API." + name, lookups, in -> ApiReader.read(name, in));
  }

  /** Equal for equal text, on every node and in every version: 64 hexadecimal digits. */
  public String hash() {
    try {
      byte[] text = sorted(unresolved).toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static boolean readsFile(Object value) {
    if (value instanceof JsonObject object) {
      return object.stream()
          .filter(entry -> !entry.getKey().equals(Action.EXECUTE_CODE))
          .anyMatch(entry -> readsFile(entry.getValue()));
    }
    if (value instanceof JsonArray list) {
      return list.stream().anyMatch(ApiSource::readsFile);
    }
    return value instanceof String text && Substitution.readsFile(text);
  }

  private static Object sorted(Object value) {
    if (value instanceof JsonObject object) {
      var copy = new JsonObject();
      new TreeSet<>(object.fieldNames())
          .forEach(key -> copy.put(key, sorted(object.getValue(key))));
      return copy;
    }
    if (value instanceof JsonArray list) {
      var copy = new JsonArray();
      list.forEach(item -> copy.add(sorted(item)));
      return copy;
    }
    return value;
  }

  /** The text may hold secrets. */
  @Override
  public String toString() {
    return "ApiSource[" + name + "]";
  }
}
