package io.tributary.cli.demo;

import io.tributary.cli.terminal.Terminal;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;

/** Who listens to the bus in the demo, as users would. Lives on one event loop. */
final class DemoConsumers {

  private final Terminal terminal;

  DemoConsumers(Terminal terminal) {
    this.terminal = terminal;
  }

  void listen(EventBus bus) {
    new DemoReport(terminal).listen(bus, "prices");
    bus.<JsonObject>consumer("summaries", this::summary);
    bus.<JsonObject>consumer("alarms", this::alarm);
    // Done with it: the next may come.
    bus.consumer("orders", order -> order.reply(null));
  }

  private void summary(Message<JsonObject> message) {
    JsonObject seen = message.body();
    int events = seen.getInteger("events");
    say("-- the code has seen " + events + " events, at most " + seen.getValue("highest"));
  }

  private void alarm(Message<JsonObject> message) {
    say("-- alarm: " + message.body().getString("message"));
  }

  private void say(String line) {
    terminal.out().println(line);
    terminal.out().flush();
  }
}
