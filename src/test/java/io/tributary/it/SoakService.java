package io.tributary.it;

import io.tributary.checkpoint.FileCheckpoints;
import io.tributary.config.ApiDefinition;
import io.tributary.stream.SseApiVerticle;
import io.tributary.stream.StreamServices;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The process that the soak kills: one stream in request mode, its checkpoint in a directory, and a
 * consumer that writes down what it got before it replies.
 */
public final class SoakService {

  static final int MAX_IN_FLIGHT = 256;

  private SoakService() {}

  /**
   * Runs until it is killed.
   *
   * @param args URL of the stream, checkpoint directory, file of the record
   */
  public static void main(String[] args) throws IOException {
    Vertx vertx = Vertx.vertx();
    SoakRecord.Writer record = new SoakRecord.Writer(Path.of(args[2]));
    JsonObject definition =
        new JsonObject()
            .put("type", "sse")
            .put("url", args[0])
            .put(
                "sseOptions",
                new JsonObject().put("maxReconnectAttempts", -1).put("reconnectDelay", 100))
            .put(
                "delivery",
                new JsonObject()
                    .put("mode", "request")
                    .put("address", "work")
                    .put("maxInFlight", MAX_IN_FLIGHT));
    vertx
        .deployVerticle(new RecordingConsumer("work", record))
        .compose(
            deployed ->
                vertx.deployVerticle(
                    new SseApiVerticle(
                        ApiDefinition.parse("soak", definition),
                        StreamServices.local(vertx, 1)
                            .withCheckpoints(new FileCheckpoints(vertx, Path.of(args[1]), false)))))
        .onFailure(
            why -> {
              why.printStackTrace();
              Runtime.getRuntime().halt(1);
            });
  }
}
