package sample;

import io.tributary.bus.Addresses;
import io.tributary.config.ApiDefinition;
import io.tributary.stream.SseApiVerticle;
import io.tributary.stream.net.KeepAliveTransport;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;

/** An application that wants the events of one stream. Its argument is the URL. */
public final class OneStream {

  private OneStream() {}

  public static void main(String[] args) {
    Vertx vertx = Vertx.builder().withTransport(new KeepAliveTransport()).build();
    JsonObject definition =
        new JsonObject()
            .put("type", "sse")
            .put("url", args[0])
            .put("sseOptions", new JsonObject().put("maxReconnectAttempts", -1));
    vertx.eventBus().consumer("prices", OneStream::event);
    vertx.eventBus().consumer(Addresses.state("prices"), OneStream::state);
    vertx
        .deployVerticle(
            new SseApiVerticle(ApiDefinition.parse("prices", definition))
                .onComment(comment -> System.out.println("comment" + comment)))
        .onFailure(Throwable::printStackTrace);
  }

  private static void event(Message<JsonObject> event) {
    System.out.println("event " + event.body().getValue("data"));
  }

  private static void state(Message<JsonObject> state) {
    System.out.println("state " + state.body().getString("state"));
  }
}
