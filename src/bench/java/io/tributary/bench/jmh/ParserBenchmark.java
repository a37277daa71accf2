package io.tributary.bench.jmh;

import io.tributary.sse.SseParser;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** The parser alone: one call reads {@link #events} events. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ParserBenchmark {

  private static final int AT_LEAST = 64 * 1024;
  private static final int LARGEST_EVENT = 4 * 1024 * 1024;

  /** Bytes of data in an event. */
  @Param({"100", "1024", "65536", "1048576"})
  public int size;

  /** Bytes in a chunk; 0: all in one. */
  @Param({"0", "16", "1"})
  public int chunk;

  @Param({"LF", "CRLF"})
  public String ends;

  @Param({"ASCII", "non-ASCII"})
  public String text;

  private final SseParser parser = SseParser.newParser().maxEventSize(LARGEST_EVENT);
  private Buffer[] chunks;

  /** How many events one call reads. */
  public static int events(int size) {
    return Math.max(1, AT_LEAST / size);
  }

  /** Prepares the chunks; equal ones are one object, or a million of them would not fit. */
  @Setup
  public void prepare() {
    String word = text.equals("ASCII") ? "the quick brown fox " : "ünïcödé €uro 漢字 ";
    int length = word.getBytes(StandardCharsets.UTF_8).length;
    String data = word.repeat(Math.max(1, size / length));
    StringBuilder stream = new StringBuilder();
    for (int id = 0; id < events(size); id++) {
      stream.append("event: price\nid: ").append(id).append("\ndata: ").append(data).append("\n\n");
    }
    String all = ends.equals("LF") ? stream.toString() : stream.toString().replace("\n", "\r\n");
    Buffer bytes = Buffer.buffer(all);
    int step = chunk == 0 ? bytes.length() : chunk;
    Map<String, Buffer> known = new HashMap<>();
    chunks = new Buffer[(bytes.length() + step - 1) / step];
    for (int i = 0; i < chunks.length; i++) {
      byte[] part = bytes.getBytes(i * step, Math.min(bytes.length(), (i + 1) * step));
      String key = new String(part, StandardCharsets.ISO_8859_1);
      chunks[i] = known.computeIfAbsent(key, absent -> Buffer.buffer(part));
    }
  }

  @Benchmark
  public void parse(Blackhole events) {
    parser.handler(events::consume);
    for (Buffer next : chunks) {
      parser.handle(next);
    }
  }
}
