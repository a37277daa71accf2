package io.tributary.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testkit.RunningStream;
import io.tributary.testkit.ScriptedSseServer;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Streams of one process share HTTP clients and nothing else. */
@ExtendWith(VertxExtension.class)
class SharedClientsTest {

  @Test
  void theFirstStreamsEndDoesNotEndTheOthers(Vertx vertx) {
    try (ScriptedSseServer one = ScriptedSseServer.start(vertx);
        ScriptedSseServer other = ScriptedSseServer.start(vertx)) {
      one.on(it -> it.respond(200).sse().event("1"));
      other.on(it -> it.respond(200).sse().event("2"));
      StreamServices shared = StreamServices.local(vertx, 10);
      RunningStream first = RunningStream.from(one.url("/")).start(vertx, shared);
      first.awaitEvents(1);
      RunningStream second = RunningStream.from(other.url("/")).start(vertx, shared);
      other.awaitRequests(1);

      first.stop();

      one.connections().awaitOpen(0);
      assertThat(other.connections().open()).isEqualTo(1);
      other.dropAll();
      other.awaitRequests(2);
      assertThat(second.awaitState("open").getString("state")).isEqualTo("open");
    }
  }
}
