package io.tributary.cli.demo;

import io.tributary.sse.SseEvent;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;

/** Invented prices: each tick is an event with the next number as its id. One thread. */
final class DemoMarket {

  private static final int HISTORY = 1_000;
  private static final List<String> SYMBOLS = List.of("ACME", "BOLT", "CRUX", "DUNE");

  private final RandomGenerator dice;
  private final double[] prices = {101.20, 48.75, 230.10, 12.40};
  private final Deque<SseEvent> history = new ArrayDeque<>(HISTORY);
  private long number;

  DemoMarket(RandomGenerator dice) {
    this.dice = dice;
  }

  /** The price of one symbol moves by up to one per cent. */
  SseEvent tick() {
    int symbol = dice.nextInt(SYMBOLS.size());
    prices[symbol] *= 0.99 + dice.nextDouble() * 0.02;
    number++;
    String data =
        new JsonObject()
            .put("symbol", SYMBOLS.get(symbol))
            .put("price", Math.round(prices[symbol] * 100) / 100.0)
            .encode();
    SseEvent event = new SseEvent("price", data, Long.toString(number));
    if (history.size() == HISTORY) {
      history.removeFirst();
    }
    history.addLast(event);
    return event;
  }

  /** What came after {@code lastEventId}, as far as it is remembered; for an unknown id nothing. */
  List<SseEvent> since(String lastEventId) {
    return history.stream().dropWhile(event -> !event.id().equals(lastEventId)).skip(1).toList();
  }
}
