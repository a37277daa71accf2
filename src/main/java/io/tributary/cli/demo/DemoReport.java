package io.tributary.cli.demo;

import io.tributary.bus.Addresses;
import io.tributary.cli.terminal.StateLine;
import io.tributary.cli.terminal.Terminal;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;

/**
 * A consumer as a user would write it: prints what the bus carries, and after each reconnect
 * whether something was missed. Lives on one event loop.
 */
final class DemoReport {

  private final Terminal terminal;
  private long last;
  private boolean resuming;

  DemoReport(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Begins to print the events and states of {@code apiName}. */
  void listen(EventBus bus, String apiName) {
    bus.<JsonObject>consumer(apiName, this::event);
    bus.<JsonObject>consumer(Addresses.state(apiName), this::state);
  }

  private void event(Message<JsonObject> message) {
    JsonObject event = message.body();
    long number = Long.parseLong(event.getString("id"));
    if (resuming) {
      resuming = false;
      say(verdict(number));
    }
    last = number;
    JsonObject price = event.getJsonObject("data");
    say("#%-4d %s %8.2f".formatted(number, price.getString("symbol"), price.getDouble("price")));
  }

  private String verdict(long number) {
    String how = "-- resumed by Last-Event-ID after #" + last + " with #" + number + ": ";
    long expected = last + 1;
    if (number == expected) {
      return how + "no gap, no duplicate";
    }
    return how + (number > expected ? "GAP of " + (number - expected) + " events" : "DUPLICATES");
  }

  private void state(Message<JsonObject> message) {
    JsonObject state = message.body();
    say(StateLine.of(state));
    resuming = last > 0 && (resuming || state.getString("state").equals("open"));
  }

  private void say(String line) {
    terminal.out().println(line);
    terminal.out().flush();
  }
}
