package io.tributary.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tributary.testkit.Exchange;
import io.tributary.testkit.ScriptedSseServer;
import io.tributary.testkit.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Parsing, byte order mark, comments and line ends of the public contract tests, over real sockets
 * and through the contract service. Chunks stand between {@code ¦}; {@code #text} is a comment.
 */
@ExtendWith(VertxExtension.class)
class ParsingContractTest {

  private static final String BOM = "\uFEFF";

  static Stream<Arguments> basics() {
    return Stream.of(
        arguments("a message in one chunk", "data: Hello\n\n", "message|Hello|"),
        arguments(
            "two messages over three chunks, one shared",
            "data: test¦test\n\ndata:¦test\n\n",
            "message|testtest|¦message|test|"),
        arguments("a message in two chunks", "data: Hel¦lo\n\n", "message|Hello|"),
        arguments(
            "two messages in one chunk",
            "data: Hello\n\ndata: World\n\n",
            "message|Hello|¦message|World|"),
        arguments("two lines of data", "data: Hello\ndata:World\n\n", "message|Hello\nWorld|"),
        arguments("empty data", "data:\n\n", "message||"),
        arguments("a type", "event: greeting\ndata: Hello\n\n", "greeting|Hello|"),
        arguments("an id", "id: abc\ndata: Hello\n\n", "message|Hello|abc"),
        arguments(
            "a type and an id", "event: greeting\nid: abc\ndata: Hello\n\n", "greeting|Hello|abc"),
        arguments("an id with a null is ignored", "id: a\0bc\ndata: Hello\n\n", "message|Hello|"),
        arguments(
            "an id persists",
            "id: abc\ndata: first\n\n¦data: second\n\n",
            "message|first|abc¦message|second|abc"),
        arguments(
            "an empty id resets it",
            "id: abc\ndata: first\n\n¦id: \ndata: second\n\n",
            "message|first|abc¦message|second|"),
        arguments(
            "fields in reverse order",
            "data: Hello\nid: abc\nevent: greeting\n\n",
            "greeting|Hello|abc"),
        arguments(
            "an unknown field is ignored",
            "event: greeting\ncolor: blue\ndata: Hello\n\n",
            "greeting|Hello|"),
        arguments("no space", "event:greeting\ndata:Hello\n\n", "greeting|Hello|"),
        arguments("two spaces", "event:  greeting\ndata:  Hello\n\n", " greeting| Hello|"),
        arguments("a field without a colon", "data\n\ndata\ndata\n\n", "message||¦message|\n|"),
        arguments("characters of several bytes", "data: €豆腐\n\n", "message|€豆腐|"));
  }

  static Stream<Arguments> byteOrderMarks() {
    return Stream.of(
        arguments("is stripped", BOM + "data: Hello\n\n", "message|Hello|"),
        arguments(
            "is stripped before a type and an id",
            BOM + "event: greeting\nid: abc\ndata: Hello\n\n",
            "greeting|Hello|abc"),
        arguments(
            "is stripped before several messages",
            BOM + "data: First\n\ndata: Second\n\n",
            "message|First|¦message|Second|"),
        arguments(
            "is data later on",
            "data: First\n\n¦data: " + BOM + "Second\n\n",
            "message|First|¦message|" + BOM + "Second|"),
        arguments(
            "is stripped once", BOM + "data: " + BOM + "Hello\n\n", "message|" + BOM + "Hello|"),
        arguments("need not be", "data: Hello\n\n", "message|Hello|"),
        arguments(
            "is stripped before two lines",
            BOM + "data: Line1\ndata: Line2\n\n",
            "message|Line1\nLine2|"),
        arguments(
            "is stripped before a comment",
            BOM + ":comment\ndata: Hello\n\n",
            "#comment¦message|Hello|"),
        arguments("is stripped before empty data", BOM + "data:\n\n", "message||"));
  }

  static Stream<Arguments> comments() {
    return Stream.of(
        arguments("alone", ":Hello\n", "#Hello"),
        arguments("in a row", ":Hello\n¦:World\n", "#Hello¦#World"),
        arguments("before an event", ":Hello\n¦data: Hello\n\n", "#Hello¦message|Hello|"),
        arguments("after an event", "data: Hello\n\n¦:Hello\n", "message|Hello|¦#Hello"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"basics", "byteOrderMarks", "comments"})
  void aStreamIsReportedAsItStands(String name, String stream, String reports, Vertx vertx) {
    List<Buffer> chunks = Stream.of(stream.split("¦", -1)).map(Buffer::buffer).toList();
    assertReports(vertx, chunks, List.of(reports.split("¦", -1)));
  }

  static Stream<Arguments> lineEnds() {
    Map<String, String> shapes =
        Map.of(
            "data: event 1~~", "message|event 1|",
            "data: event 1~~data: event 2 line 1~data: event 2 line 2~~",
                "message|event 1|¦message|event 2 line 1\nevent 2 line 2|",
            "data:~data: line2~data: line3~~", "message|\nline2\nline3|",
            "data: line1~data:~data: line3~~", "message|line1\n\nline3|",
            "data: event 1~~~data: event 2~~", "message|event 1|¦message|event 2|",
            "data: event 1~~~~data: event 2~~", "message|event 1|¦message|event 2|");
    return Stream.of("\n", "\r\n", "\r")
        .flatMap(
            end ->
                shapes.entrySet().stream()
                    .flatMap(
                        shape ->
                            Stream.of(Integer.MAX_VALUE, 1, 2)
                                .map(
                                    size ->
                                        arguments(
                                            shape.getKey().replace("~", end),
                                            size,
                                            shape.getValue()))));
  }

  @ParameterizedTest
  @MethodSource("lineEnds")
  void everyLineEndEndsALineHoweverItIsCut(String stream, int size, String reports, Vertx vertx) {
    Buffer whole = Buffer.buffer(stream);
    int step = Math.min(size, whole.length());
    List<Buffer> chunks =
        IntStream.iterate(0, from -> from < whole.length(), from -> from + step)
            .mapToObj(from -> whole.slice(from, Math.min(from + step, whole.length())))
            .toList();
    assertReports(vertx, chunks, List.of(reports.split("¦", -1)));
  }

  @Test
  void aCrLfMayBeCutInTheMiddle(Vertx vertx) {
    List<Buffer> chunks =
        Stream.of("data: Hello\r", "\ndata: World\r", "\n\r\ndata: OK\r", "\n", "\r", "\n")
            .map(Buffer::buffer)
            .toList();
    assertReports(vertx, chunks, List.of("message|Hello\nWorld|", "message|OK|"));
  }

  static Stream<Arguments> cutBytes() {
    byte[] mark = BOM.getBytes(StandardCharsets.UTF_8);
    Buffer rest = Buffer.buffer("data: Hello\n\n");
    return Stream.of(
        arguments(
            List.of(slice(mark, 0, 2), slice(mark, 2, 3).appendBuffer(rest)), "message|Hello|"),
        arguments(
            List.of(slice(mark, 0, 1), slice(mark, 1, 2), slice(mark, 2, 3), rest),
            "message|Hello|"),
        arguments(single("data: €豆腐\n\n"), "message|€豆腐|"));
  }

  private static Buffer slice(byte[] bytes, int from, int to) {
    return Buffer.buffer(Arrays.copyOfRange(bytes, from, to));
  }

  private static List<Buffer> single(String text) {
    List<Buffer> chunks = new ArrayList<>();
    for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
      chunks.add(Buffer.buffer().appendByte(one));
    }
    return chunks;
  }

  @ParameterizedTest
  @MethodSource("cutBytes")
  void aCharacterMayBeCutBetweenItsBytes(List<Buffer> chunks, String report, Vertx vertx) {
    assertReports(vertx, chunks, List.of(report));
  }

  @Test
  void aHundredMessagesComeInOrder(Vertx vertx) {
    List<String> expected = IntStream.range(0, 100).mapToObj(i -> "message|" + i + "|").toList();
    StringBuilder stream = new StringBuilder();
    IntStream.range(0, 100).forEach(i -> stream.append("data: ").append(i).append("\n\n"));

    assertReports(vertx, List.of(Buffer.buffer(stream.toString())), expected);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void aLargeMessageComesWhole(int chunks, Vertx vertx) {
    String part = "0123456789abcdef".repeat(7 << 16);
    List<Buffer> sent = new ArrayList<>(List.of(Buffer.buffer("data: " + part)));
    IntStream.range(1, chunks).forEach(i -> sent.add(Buffer.buffer(part)));
    sent.get(chunks - 1).appendString("\n\n");

    assertReports(vertx, sent, List.of("message|" + part.repeat(chunks) + "|"));
  }

  static IntStream sizes() {
    return IntStream.of(1, 2);
  }

  private static void assertReports(Vertx vertx, List<Buffer> chunks, List<String> expected) {
    ContractService service = new ContractService(0, () -> {});
    Waiting.result(vertx.deployVerticle(service));
    try (ScriptedSseServer server = ScriptedSseServer.start(vertx);
        Harness harness = new Harness(vertx, service.port())) {
      server.on(it -> play(it.respond(200).sse(), chunks));
      harness.open(harness.parameters(server.url("/")));
      for (String report : expected) {
        String next = report.startsWith("#") ? '#' + harness.nextComment() : harness.nextEvent();
        // Without AssertJ's description, which would print megabytes.
        assertThat(next.equals(report)).as(shortened(next)).isTrue();
      }
      assertThat(harness.reports()).hasSize(expected.size());
    }
  }

  private static String shortened(String text) {
    return text.substring(0, Math.min(200, text.length()));
  }

  private static void play(Exchange exchange, List<Buffer> chunks) {
    for (Buffer chunk : chunks) {
      exchange.bytes(chunk).after(1);
    }
  }
}
