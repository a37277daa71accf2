package io.tributary.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.bus.Addresses;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** Config may not import the bus; so this holds the two together. */
class AddressPlanTest {

  private static final JsonObject LEAST =
      new JsonObject("{\"type\":\"sse\",\"url\":\"http://h/\"}");

  @Test
  void theDefaultsAreTheAddressesOfTheBus() {
    ServiceConfig config =
        ServiceConfig.parse(new JsonObject().put("API", new JsonObject().put("a", LEAST)));
    assertThat(config.controlAddress()).isEqualTo(Addresses.CONTROL);
    assertThat(config.apis().get("a").delivery().deadLetter()).isEqualTo(Addresses.dead("a"));
  }

  @Test
  void whatTheBusUsesIsTaken() {
    assertThat(problemWithAddress(Addresses.error("a"))).contains("the errors of API.a");
    assertThat(problemWithAddress(Addresses.state("a"))).contains("the states of API.a");
    assertThat(problemWithAddress(Addresses.CONTROL)).contains("the control address");
  }

  private static String problemWithAddress(String address) {
    var delivery = new JsonObject().put("address", address);
    var apis = new JsonObject().put("a", LEAST.copy().put("delivery", delivery));
    try {
      ServiceConfig.parse(new JsonObject().put("API", apis));
      return "";
    } catch (InvalidConfig e) {
      return e.getMessage();
    }
  }
}
