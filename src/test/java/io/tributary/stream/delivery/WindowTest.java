package io.tributary.stream.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.tributary.testkit.FakeTimers;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Plays every case of {@code window.txt} against a window with a clock that stands still. */
class WindowTest {

  @TestFactory
  Stream<DynamicTest> everyCaseOfTheTable() throws IOException {
    return cases().stream()
        .map(lines -> dynamicTest(lines.get(0), () -> play(lines.subList(1, lines.size()))));
  }

  private static void play(List<String> lines) {
    Bench bench = new Bench(lines.get(0).split(" ", -1));
    int number = 0;
    for (String line : lines.subList(1, lines.size())) {
      String[] step = line.split("\\|", -1);
      bench.told.clear();
      bench.step(step[0].strip());
      bench.lookAround();
      number++;
      assertThat(String.join(", ", bench.told))
          .as("step %s: %s", number, step[0].strip())
          .isEqualTo(step[1].strip());
    }
  }

  private static List<List<String>> cases() throws IOException {
    try (InputStream file = WindowTest.class.getResourceAsStream("window.txt")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("\n\n"))
          .map(block -> block.lines().filter(line -> !line.startsWith("#")).toList())
          .filter(lines -> !lines.isEmpty())
          .toList();
    }
  }

  /** A window and a bus that does as the case says. */
  private static final class Bench implements Outlet {

    final List<String> told = new ArrayList<>();
    private final FakeTimers timers = new FakeTimers();
    private final Map<String, Letter> letters = new HashMap<>();
    private final Window window;
    private String bus = "holds";
    private boolean open = true;
    private boolean alone;

    Bench(String[] limits) {
      window =
          new Window(
              new Window.Limits(
                  Integer.parseInt(limits[0]),
                  Duration.ofMillis(Long.parseLong(limits[1])),
                  Integer.parseInt(limits[2])),
              timers,
              this);
    }

    void step(String step) {
      String[] words = step.split(" ", -1);
      switch (words[0]) {
        case "offer" -> window.offer(words[1], new JsonObject(), new DeliveryOptions());
        case "skip" -> window.skip(words[1]);
        case "ack" -> window.acknowledged(letter(words[1]));
        case "fail" -> window.failed(letter(words[1]), send(words[1]), "said so");
        case "none" -> window.unconsumed(letter(words[1]), send(words[1]));
        case "wait" -> timers.advance(Duration.ofMillis(Long.parseLong(words[1])));
        case "bus" -> bus = words[1];
        case "suspend" -> window.suspend();
        case "restart" -> window.restart();
        default -> throw new IllegalArgumentException("no such step: " + step);
      }
    }

    /** After a step, since what opens and shuts within one has no effect. */
    void lookAround() {
      if (open != window.isOpen()) {
        open = window.isOpen();
        told.add(open ? "open" : "shut");
      }
      if (alone != window.isConsumerMissing()) {
        alone = window.isConsumerMissing();
        told.add(alone ? "alone" : "met");
      }
    }

    private Letter letter(String word) {
      return letters.get(word.split("@", -1)[0]);
    }

    private int send(String word) {
      String[] parts = word.split("@", -1);
      return parts.length > 1 ? Integer.parseInt(parts[1]) : letter(word).sends;
    }

    @Override
    public void send(Letter letter, int send) {
      letters.put(letter.id, letter);
      told.add("send " + letter.id + (letter.failures == 0 ? "" : " r" + letter.failures));
      if (bus.equals("none")) {
        window.unconsumed(letter, send);
      } else if (bus.equals("acks")) {
        window.acknowledged(letter);
      }
    }

    @Override
    public void dead(Letter letter, String reason) {
      assertThat(letter.body).isNotNull();
      told.add("dead " + letter.id);
    }

    @Override
    public void done(String lastId) {
      told.add("done " + lastId);
    }

    @Override
    public void changed() {}
  }
}
