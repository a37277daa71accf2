package io.tributary.config;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One SSE API as its user defined it: validated, with every default filled in. Immutable.
 *
 * @param name what users and addresses call it
 * @param url an absolute http or https URL, {@code parameters} already part of its query
 * @param method the HTTP method, upper case
 * @param body what is sent with every connect
 * @param autoStart false: waits for a {@code connect} command
 * @param headers request headers in the order they were written; for a JSON body its content type
 *     is among them
 * @param onResponse what to do with each event, beside delivering it
 * @param onError what to do on each connection error
 */
public record ApiDefinition(
    String name,
    URI url,
    String method,
    Optional<String> body,
    boolean autoStart,
    Map<String, String> headers,
    Optional<Authorization> authorization,
    Optional<SslConfig> ssl,
    Optional<ProxyConfig> proxy,
    SseOptions sse,
    DeliveryConfig delivery,
    List<Action> onResponse,
    List<Action> onError) {

  /** What an API may be called. */
  static final ValueType<String> NAME =
      ValueType.matching(
          "[A-Za-z][A-Za-z0-9_-]*", "a letter, then letters, digits, _ and -", "unnamed");

  /**
   * Reads one definition, as it stands under its name in a configuration. May block on files.
   *
   * @throws InvalidConfig with every problem
   */
  public static ApiDefinition parse(String name, JsonObject definition) {
    return parse(name, definition, Lookups.system());
  }

  /** As {@link #parse(String, JsonObject)}, <code>${…}</code> meaning what {@code lookups} say. */
  public static ApiDefinition parse(String name, JsonObject definition, Lookups lookups) {
    var alone = new JsonObject().put(name, definition);
    return ConfigReader.read(
            new JsonObject().put("API", alone),
            "",
            lookups,
            in -> in.named("API", NAME, ApiReader::read))
        .get(name);
  }

  /** URL, headers and body may hold secrets. */
  @Override
  public String toString() {
    return "ApiDefinition[" + name + "]";
  }
}
