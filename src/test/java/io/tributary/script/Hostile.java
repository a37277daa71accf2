package io.tributary.script;

import io.tributary.config.Action.ExecuteCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** A row of {@code hostile.txt}. */
record Hostile(String end, String what, String body) {

  private static final Pattern BAR = Pattern.compile(" \\| ");

  static List<Hostile> all() {
    try (InputStream in = Hostile.class.getResourceAsStream("hostile.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> BAR.split(line, 3))
          .map(parts -> new Hostile(parts[0], parts[1], parts[2]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ExecuteCode code() {
    return new ExecuteCode(body, "API.hostile.onResponse.executeCode.body");
  }

  @Override
  public String toString() {
    return what;
  }
}
