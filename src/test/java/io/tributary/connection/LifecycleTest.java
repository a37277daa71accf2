package io.tributary.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connection.ConnectionState.Closed;
import io.tributary.connection.ConnectionState.Connecting;
import io.tributary.connection.ConnectionState.Disconnected;
import io.tributary.connection.ConnectionState.Failed;
import io.tributary.connection.ConnectionState.Open;
import io.tributary.connection.ConnectionState.Waiting;
import io.tributary.connection.Failure.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LifecycleTest {

  private static final Failure CUT = new Failure.Connect("cut");
  private static final Backoff BACKOFF = new Backoff(Backoff.Kind.CONSTANT, 1000, 30_000, 0);

  private static final Map<String, Signal> SIGNALS =
      Map.of(
          "opened", new Signal.Opened(),
          "proven", new Signal.Proven(),
          "lost-retry", new Signal.Lost(CUT),
          "lost-ended", new Signal.Lost(new Failure.Ended()),
          "lost-fail", new Signal.Lost(new Failure.ContentType("text/html")),
          "lost-close", new Signal.Lost(status(204, Verdict.CLOSE, Optional.empty())),
          "retry-due", new Signal.RetryDue(),
          "reconnect", new Signal.Reconnect(),
          "disconnect", new Signal.Disconnect("bye"));

  private static final Map<String, ReconnectPolicy> POLICIES =
      Map.of(
          "5", new ReconnectPolicy(true, 5, BACKOFF),
          "endless", new ReconnectPolicy(true, -1, BACKOFF),
          "never", new ReconnectPolicy(false, 5, BACKOFF));

  static Stream<List<String>> rows(String file) throws IOException {
    return Files.readAllLines(Path.of("src/test/resources/io/tributary/connection", file)).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> Stream.of(line.split("\\|")).map(String::strip).toList());
  }

  static Stream<List<String>> transitions() throws IOException {
    return rows("transitions.txt");
  }

  static Stream<List<String>> delays() throws IOException {
    return rows("delays.txt");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("transitions")
  void theTableHolds(List<String> row) {
    ConnectionState now = state(row.get(0));
    Signal signal = SIGNALS.get(row.get(1));

    ConnectionState next = Lifecycle.next(now, signal, POLICIES.get(row.get(2)), 0);

    assertThat(shown(next)).isEqualTo(row.get(3));
    if (row.get(0).equals(row.get(3))) {
      assertThat(next).as("a signal that changes nothing leaves the very state").isEqualTo(now);
    }
  }

  @Test
  void everyStateMeetsEverySignal() throws IOException {
    Set<String> cells =
        transitions()
            .map(row -> row.get(0).replaceAll("\\(.*", "") + " " + row.get(1))
            .collect(Collectors.toSet());
    Set<String> states =
        Stream.of(ConnectionState.class.getPermittedSubclasses())
            .map(type -> type.getSimpleName().toLowerCase(java.util.Locale.ROOT))
            .collect(Collectors.toSet());
    assertThat(SIGNALS.values().stream().map(Object::getClass).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(Signal.class.getPermittedSubclasses());
    for (String state : states) {
      for (String signal : SIGNALS.keySet()) {
        assertThat(cells).contains(state + " " + signal);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("delays")
  void theDelaysHold(List<String> row) {
    Backoff backoff =
        new Backoff(
            Backoff.Kind.valueOf(row.get(0).toUpperCase(java.util.Locale.ROOT)),
            Long.parseLong(row.get(1)),
            Long.parseLong(row.get(2)),
            Double.parseDouble(row.get(3)));
    if (!row.get(4).equals("-")) {
      backoff = backoff.withServerRetry(Long.parseLong(row.get(4)));
    }
    Optional<Duration> retryAfter =
        row.get(5).equals("-")
            ? Optional.empty()
            : Optional.of(Duration.ofSeconds(Long.parseLong(row.get(5))));
    int attempt = Integer.parseInt(row.get(6));
    ConnectionState next =
        Lifecycle.next(
            new Connecting(attempt - 1),
            new Signal.Lost(status(503, Verdict.RETRY, retryAfter)),
            new ReconnectPolicy(true, -1, backoff),
            Double.parseDouble(row.get(7)));

    assertThat(((Waiting) next).delay()).isEqualTo(Long.parseLong(row.get(8)));
  }

  @Test
  void theLastLossOfAnExhaustedStreamIsItsReason() {
    ConnectionState next =
        Lifecycle.next(new Connecting(5), SIGNALS.get("lost-retry"), POLICIES.get("5"), 0);
    assertThat(next.reason()).isEqualTo("cut; gave up after 5 reconnects in a row");
  }

  private static Failure status(int code, Verdict verdict, Optional<Duration> retryAfter) {
    return new Failure.Status(code, "", Map.of(), verdict, retryAfter);
  }

  private static ConnectionState state(String text) {
    String word = text.replaceAll("\\(.*", "");
    int attempt = text.contains("(") ? Integer.parseInt(text.replaceAll("\\D", "")) : 0;
    return switch (word) {
      case "connecting" -> new Connecting(attempt);
      case "open" -> new Open(attempt);
      case "waiting" -> new Waiting(attempt, 1000, CUT);
      case "disconnected" -> new Disconnected("bye before");
      case "closed" -> new Closed(attempt, "over");
      case "failed" -> new Failed(attempt, CUT, "cut");
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static String shown(ConnectionState state) {
    return state instanceof Disconnected
        ? state.word()
        : state.word() + "(" + state.attempt() + ")";
  }
}
