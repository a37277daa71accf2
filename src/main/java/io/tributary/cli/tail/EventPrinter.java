package io.tributary.cli.tail;

import io.tributary.cli.terminal.Terminal;
import io.tributary.sse.SseEvent;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;
import picocli.CommandLine.Help.Ansi;

/** Prints events as they come; each is out before the next one is read. One thread. */
final class EventPrinter {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  private final PrintStream out;
  private final Function<SseEvent, String> shape;

  private EventPrinter(PrintStream out, Function<SseEvent, String> shape) {
    this.out = out;
    this.shape = shape;
  }

  /** One JSON object a line, for programs. */
  static EventPrinter json(Terminal terminal) {
    return new EventPrinter(terminal.out(), EventPrinter::json);
  }

  /**
   * Time, event type, id and data, for humans.
   *
   * @param pretty data that is JSON is spread over lines
   */
  static EventPrinter text(Terminal terminal, boolean pretty) {
    Function<SseEvent, String> line =
        terminal.colour() ? EventPrinter::coloured : EventPrinter::plain;
    return new EventPrinter(terminal.out(), pretty ? event -> line.apply(pretty(event)) : line);
  }

  private static SseEvent pretty(SseEvent event) {
    try {
      Object value = Json.decodeValue(event.data());
      String text =
          value instanceof JsonObject object
              ? object.encodePrettily()
              : value instanceof JsonArray array ? array.encodePrettily() : event.data();
      return new SseEvent(event.event(), text, event.id());
    } catch (DecodeException noJson) {
      return event;
    }
  }

  void print(SseEvent event) {
    out.print(shape.apply(event));
    out.print('\n');
    out.flush();
  }

  private static String json(SseEvent event) {
    return new JsonObject()
        .put("event", event.event())
        .put("id", event.id())
        .put("data", event.data())
        .encode();
  }

  private static String plain(SseEvent event) {
    String id = event.id().isEmpty() ? "" : " #" + event.id();
    return LocalTime.now(ZoneId.systemDefault()).format(TIME)
        + " "
        + event.event()
        + id
        + " "
        + indented(event.data());
  }

  private static String coloured(SseEvent event) {
    return styled("faint", LocalTime.now(ZoneId.systemDefault()).format(TIME))
        + " "
        + styled("bold,fg(cyan)", safe(event.event()))
        + (event.id().isEmpty() ? "" : " " + styled("fg(yellow)", "#" + safe(event.id())))
        + " "
        + safe(indented(event.data()));
  }

  /** Lines after the first stand out of the way. */
  private static String indented(String data) {
    return data.replace("\n", "\n    ");
  }

  /** A stream must not steer the terminal that shows it. */
  private static String safe(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "\uFFFD");
  }

  private static String styled(String styles, String text) {
    Ansi.IStyle[] parsed = Ansi.Style.parse(styles);
    return Ansi.Style.on(parsed) + text + Ansi.Style.off(parsed);
  }
}
