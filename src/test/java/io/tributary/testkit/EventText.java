package io.tributary.testkit;

/** The text of an event, written independently of the encoder under test. */
final class EventText {

  private EventText() {}

  static String of(String type, String id, String data) {
    StringBuilder text = new StringBuilder();
    field(text, "event", type);
    field(text, "id", id);
    if (data != null) {
      data.lines().forEach(line -> field(text, "data", line));
    }
    return text.append('\n').toString();
  }

  private static void field(StringBuilder text, String name, String value) {
    if (value != null) {
      text.append(name).append(": ").append(value).append('\n');
    }
  }
}
