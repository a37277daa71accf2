package io.tributary.cli.tail;

import io.tributary.bus.Addresses;
import io.tributary.bus.Command;
import io.tributary.bus.Command.Action;
import io.tributary.cli.process.ExitCode;
import io.tributary.cli.process.Session;
import io.tributary.cli.terminal.StateLine;
import io.tributary.cli.terminal.Terminal;
import io.tributary.config.ApiDefinition;
import io.tributary.sse.SseEvent;
import io.tributary.stream.SseApiVerticle;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One stream that is printed until it ends. Lives on the only event loop of its Vert.x. */
final class Tail {

  private final SseApiVerticle stream;
  private final EventPrinter printer;
  private final Terminal terminal;
  private final long maxEvents;
  private final CompletableFuture<Integer> ended = new CompletableFuture<>();
  private long events;

  /**
   * A tail that waits for {@link #follow}.
   *
   * @param definition must not start by itself
   * @param maxEvents 0: no limit
   */
  Tail(ApiDefinition definition, EventPrinter printer, Terminal terminal, long maxEvents) {
    this.stream = new SseApiVerticle(definition);
    this.printer = printer;
    this.terminal = terminal;
    this.maxEvents = maxEvents;
  }

  /** Shows comments too, on standard error. */
  void showComments() {
    stream.onComment(comment -> terminal.note(":" + comment));
  }

  /** Runs until it has ended; returns an exit code. */
  int follow(Session session) {
    String name = stream.definition().name();
    session.vertx().eventBus().consumer(Addresses.state(name), this::entered);
    session.deploy(stream);
    session.await(stream.tap(Optional.empty(), this::print));
    session.await(stream.perform(Command.of(Action.CONNECT, name)));
    return session.await(ended);
  }

  /** It ended as asked. */
  void end() {
    ended.complete(ExitCode.OK);
  }

  private void print(SseEvent event) {
    if (ended.isDone()) {
      return;
    }
    printer.print(event);
    events++;
    // Whoever read our output has left: there is nobody to print for.
    if (events == maxEvents || terminal.out().checkError()) {
      end();
    }
  }

  private void entered(Message<JsonObject> message) {
    if (ended.isDone()) {
      return;
    }
    JsonObject state = message.body();
    terminal.note(StateLine.of(state));
    switch (state.getString("state")) {
      case "failed", "closed" -> ended.complete(ExitCode.FAILED);
      default -> {}
    }
  }
}
