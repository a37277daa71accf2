package io.tributary.cli.tail;

import io.tributary.config.ApiDefinition;
import io.tributary.config.InvalidConfig;
import io.tributary.config.Problem;
import io.tributary.config.ServiceConfig;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** What {@code tail} asks which server for: options that stand for the keys of a definition. */
final class TailRequest {

  private static final String NAME = "tail";

  /** Milliseconds; a server may ask for as much. */
  private static final long LONGEST_DELAY = 30_000;

  /** Key paths below the API, and what they are called here. */
  private static final Map<String, String> OPTIONS =
      Map.of(
          "url", "URL",
          "method", "--method",
          "body", "--body",
          "sseOptions.lastEventId", "--last-event-id",
          "sseOptions.reconnectDelay", "--reconnect-delay",
          "sseOptions.maxReconnectAttempts", "--max-attempts");

  @Parameters(paramLabel = "URL", description = "An http or https URL.")
  private String url;

  @Option(
      names = {"-H", "--header"},
      paramLabel = "'NAME: VALUE'",
      description = "A request header; may be repeated.")
  private List<String> headers = new ArrayList<>();

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      description = "The HTTP method (default: GET, with a body POST).")
  private String method;

  @Option(names = "--body", paramLabel = "TEXT", description = "What to send with every connect.")
  private String body;

  @Option(
      names = "--last-event-id",
      paramLabel = "ID",
      description = "Where to go on from on the first connect.")
  private String lastEventId;

  @Option(
      names = "--reconnect-delay",
      paramLabel = "MS",
      description = "Before a reconnect, unless the server says otherwise.")
  private Long reconnectDelay;

  @Option(
      names = "--max-attempts",
      paramLabel = "N",
      description = "Reconnects in a row before it gives up; -1: no limit.")
  private Integer maxAttempts;

  /**
   * The definition of the stream, with every default of the service.
   *
   * @throws ParameterException the first problem, by the name of its option
   */
  ApiDefinition definition(CommandLine command) {
    JsonObject api =
        new JsonObject()
            .put("type", "sse")
            .put("url", literal(url))
            .put("method", method == null ? defaultMethod() : literal(method))
            .put("autoStart", false)
            .put("headers", headers(command))
            .put("sseOptions", sseOptions())
            .put("delivery", new JsonObject().put("data", "text"));
    if (body != null) {
      api.put("body", literal(body));
    }
    JsonObject config = new JsonObject().put("API", new JsonObject().put(NAME, api));
    try {
      return ServiceConfig.parse(config).apis().get(NAME);
    } catch (InvalidConfig invalid) {
      throw new ParameterException(command, told(invalid));
    }
  }

  private String defaultMethod() {
    return body == null ? "GET" : "POST";
  }

  private JsonObject sseOptions() {
    JsonObject options = new JsonObject();
    if (lastEventId != null) {
      options.put("lastEventId", literal(lastEventId));
    }
    if (reconnectDelay != null) {
      options.put("reconnectDelay", reconnectDelay);
      options.put("maxReconnectDelay", Math.max(reconnectDelay, LONGEST_DELAY));
    }
    if (maxAttempts != null) {
      options.put("maxReconnectAttempts", maxAttempts);
    }
    return options;
  }

  private JsonObject headers(CommandLine command) {
    JsonObject object = new JsonObject();
    for (String header : headers) {
      int colon = header.indexOf(':');
      if (colon < 1) {
        throw new ParameterException(command, "-H: expected 'NAME: VALUE', was \"" + header + "\"");
      }
      String name = header.substring(0, colon);
      if (object.containsKey(name)) {
        throw new ParameterException(command, "-H: must not give " + name + " twice");
      }
      object.put(name, literal(header.substring(colon + 1).strip()));
    }
    return object;
  }

  /** The shell has substituted already. */
  private static String literal(String text) {
    return text.replace("${", "$${");
  }

  private static String told(InvalidConfig invalid) {
    return invalid.problems().stream().map(TailRequest::told).collect(Collectors.joining("\n"));
  }

  private static String told(Problem problem) {
    String key = problem.keyPath().replaceFirst("^API\\." + NAME + "\\.", "");
    return OPTIONS.getOrDefault(key, key.replaceFirst("^headers\\.", "-H "))
        + ": "
        + problem.what();
  }
}
