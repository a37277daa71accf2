package io.tributary.bench.report;

import io.vertx.core.json.JsonObject;

/**
 * Something that must not be exceeded.
 *
 * @param number of the bar it is a part of
 * @param unit what both figures are in
 */
public record Bar(int number, String what, double limit, double reached, String unit) {

  boolean met() {
    return reached <= limit;
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("number", number)
        .put("what", what)
        .put("limit", limit)
        .put("reached", reached)
        .put("unit", unit)
        .put("met", met());
  }
}
