package io.tributary.http.guard;

import io.tributary.http.answer.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/**
 * The body of a POST. It has to say that it is JSON, which a form of a foreign page cannot say
 * without being asked for leave first.
 */
public final class JsonBody {

  private static final String JSON = "application/json";

  private JsonBody() {}

  /** Refuses with 415 before the body is read. */
  public static void require(RoutingContext call) {
    String type = call.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (type == null || !type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(JSON)) {
      throw new Problem(415, "expected Content-Type: application/json");
    }
    call.next();
  }

  /** The body that was read; an empty one is an empty object. */
  public static JsonObject of(RoutingContext call) {
    Buffer body = call.body().buffer();
    try {
      return body == null || body.length() == 0 ? new JsonObject() : new JsonObject(body);
    } catch (DecodeException | ClassCastException e) {
      throw new Problem(400, "expected a JSON object as the body, got something else");
    }
  }
}
