package io.tributary.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.bus.Addresses;
import io.tributary.bus.StateMessage;
import io.tributary.cli.terminal.Terminal;
import io.tributary.testkit.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class DemoReportTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private EventBus bus;

  @BeforeEach
  void listen(Vertx vertx) {
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    bus = vertx.eventBus();
    new DemoReport(new Terminal(out, out, false)).listen(bus, "prices");
  }

  @Test
  void aResumeWithoutAGapIsSaid() {
    state("open");
    event(1);
    state("failed");
    state("open");
    event(2);
    event(3);
    await("#3");
    assertThat(text())
        .contains("-- resumed by Last-Event-ID after #1 with #2: no gap, no duplicate\n#2 ")
        .containsOnlyOnce("resumed");
  }

  @Test
  void gapsAndDuplicatesAreSaidToo() {
    event(4);
    state("open");
    event(7);
    state("open");
    event(7);
    await("DUPLICATES");
    assertThat(text()).contains("after #4 with #7: GAP of 2 events");
  }

  @Test
  void theMarketRemembersWhatCameAfterAnId() {
    DemoMarket market = new DemoMarket(new Random(1));
    market.tick();
    market.tick();
    market.tick();
    assertThat(market.since("1")).extracting("id").containsExactly("2", "3");
    assertThat(market.since("nonsense")).isEmpty();
  }

  private void state(String state) {
    bus.publish(
        Addresses.state("prices"),
        new StateMessage("prices", state, Instant.EPOCH, 0, "local", "", Optional.empty())
            .toJson());
    await("-- " + state);
  }

  private void event(int number) {
    JsonObject price = new JsonObject().put("symbol", "ACME").put("price", 7);
    bus.publish(
        "prices",
        new JsonObject()
            .put("event", "price")
            .put("id", Integer.toString(number))
            .put("data", price));
    await("#" + number);
  }

  private void await(String text) {
    Waiting.until(() -> text + " in " + text(), Waiting.PATIENCE, () -> text().contains(text));
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
