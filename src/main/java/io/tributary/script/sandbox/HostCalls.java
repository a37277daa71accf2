package io.tributary.script.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.graalvm.polyglot.Value;

/**
 * The two ways out of the sandbox, {@code log} and {@code call}: takes strings, hands strings back,
 * and keeps the frames of the run at hand until it is over. Used by the thread that runs snippets.
 */
final class HostCalls {

  private static final int MAX_LINES = 100;
  private static final int MAX_LINE_CHARACTERS = 4_096;
  private static final int MAX_CALLS = 1_000;
  private static final int MAX_CALL_CHARACTERS = 1 << 20;

  private final ByteArrayOutputStream frames = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(frames);
  private Storage storage = new Storage(Map.of());
  private String apiName = "";
  private int lines;
  private int calls;
  private int callCharacters;
  private boolean disconnected;

  /** What follows belongs to that API. */
  void enter(String apiName, Map<String, String> storage) {
    this.apiName = apiName;
    this.storage = new Storage(storage);
    disconnected = false;
  }

  /** Whether a snippet disconnected its own API since {@link #enter}. */
  boolean disconnected() {
    return disconnected;
  }

  /** {@code log(level, line, text)}: what is too much is left out. */
  Object log(Value... arguments) {
    if (lines++ < MAX_LINES) {
      String text = arguments[2].asString();
      frame(
          Wire.LOG,
          arguments[0].asString(),
          arguments[1].asString(),
          text.length() > MAX_LINE_CHARACTERS
              ? text.substring(0, MAX_LINE_CHARACTERS) + "…"
              : text);
    }
    return "";
  }

  /**
   * {@code call(name, a, b)}.
   *
   * @return empty; {@code =} and a value; or {@code !} and why the call is refused
   */
  Object call(Value... arguments) {
    String name = arguments[0].asString();
    String a = arguments[1].asString();
    String b = arguments[2].asString();
    return switch (name) {
      case "get" -> {
        String value = storage.get(a);
        yield value == null ? "" : "=" + value;
      }
      case "set" -> storage.set(a, b) ? "" : refused("storage", Storage.MAX_CHARACTERS);
      case "remove" -> {
        storage.remove(a);
        yield "";
      }
      default -> effect(name, a, b);
    };
  }

  private String effect(String name, String a, String b) {
    callCharacters += a.length() + b.length();
    if (++calls > MAX_CALLS) {
      return "!one run may make at most " + MAX_CALLS + " calls";
    }
    if (callCharacters > MAX_CALL_CHARACTERS) {
      return refused("all that one run publishes", MAX_CALL_CHARACTERS);
    }
    disconnected |= name.equals("disconnect") && a.equals(apiName);
    frame(Wire.CALL, name, a, b);
    return "";
  }

  private static String refused(String what, int limit) {
    return "!expected at most " + limit + " characters for " + what;
  }

  /** Keeps what the run stored; not for runs that were killed. */
  void commit() {
    storage.commit().forEach(this::stored);
  }

  private void stored(String key, Optional<String> value) {
    try {
      out.writeByte(Wire.STORED);
      Wire.writeText(out, key);
      out.writeBoolean(value.isPresent());
      Wire.writeText(out, value.orElse(""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes what the run told, and is ready for the next. */
  void drainTo(OutputStream target) throws IOException {
    if (frames.size() > 0) {
      frames.writeTo(target);
      frames.reset();
    }
    storage.rollBack();
    lines = 0;
    calls = 0;
    callCharacters = 0;
  }

  private void frame(byte type, String... texts) {
    try {
      out.writeByte(type);
      for (String text : texts) {
        Wire.writeText(out, text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
