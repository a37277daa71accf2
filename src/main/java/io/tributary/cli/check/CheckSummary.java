package io.tributary.cli.check;

import io.tributary.config.Action;
import io.tributary.config.ApiDefinition;
import io.tributary.config.CheckpointConfig;
import io.tributary.config.HttpConfig;
import io.tributary.config.ServiceConfig;
import io.tributary.config.SseOptions;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a configuration would run, in lines for its user; nothing in them is a secret. */
final class CheckSummary {

  private final ServiceConfig config;

  CheckSummary(ServiceConfig config) {
    this.config = config;
  }

  Stream<String> lines() {
    return Stream.concat(
        config.apis().values().stream().map(CheckSummary::api),
        Stream.of(
            "http: " + http(config.http()),
            "control: " + config.controlAddress(),
            "checkpoint: " + checkpoint(config.checkpoint()),
            "nodes: "
                + config.cluster().map(it -> it.size() + ", cluster " + it.name()).orElse("1")));
  }

  private static String api(ApiDefinition api) {
    return api.name() + ": " + api.method() + " " + url(api.url()) + "; " + notes(api);
  }

  private static String notes(ApiDefinition api) {
    return Stream.of(
            delivery(api),
            reconnects(api.sse()),
            api.autoStart() ? "" : "waits for connect",
            actions("onResponse", api.onResponse()),
            actions("onError", api.onError()))
        .filter(note -> !note.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static String delivery(ApiDefinition api) {
    return word(api.delivery().mode()) + " to " + api.delivery().address();
  }

  private static String reconnects(SseOptions sse) {
    if (!sse.autoReconnect()) {
      return "no reconnect";
    }
    return sse.maxReconnectAttempts() == SseOptions.UNLIMITED
        ? "reconnects for ever"
        : "reconnects " + sse.maxReconnectAttempts() + " times";
  }

  private static String actions(String key, List<Action> actions) {
    return actions.isEmpty()
        ? ""
        : key + ": " + actions.stream().map(CheckSummary::name).collect(Collectors.joining(", "));
  }

  private static String name(Action action) {
    if (action instanceof Action.ExecuteCode) {
      return Action.EXECUTE_CODE;
    }
    return action instanceof Action.DisconnectSse ? "disconnectSSE" : "publish";
  }

  private static String http(HttpConfig http) {
    String scheme = http.tls().isPresent() ? "https" : "http";
    String port = http.port() == 0 ? "any free port" : "port " + http.port();
    return scheme + ", " + http.host() + ", " + port;
  }

  private static String checkpoint(CheckpointConfig checkpoint) {
    return checkpoint.store() == CheckpointConfig.Store.NONE
        ? "none"
        : word(checkpoint.store()) + ", " + checkpoint.directory();
  }

  /** Without user and query, which may hold secrets. */
  private static String url(URI url) {
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return url.getScheme() + "://" + url.getHost() + port + path;
  }

  private static String word(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }
}
