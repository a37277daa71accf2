package io.tributary.config;

import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The whole configuration: validated, with every default filled in. Immutable.
 *
 * @param apis by name, in the order of the file
 * @param sources where {@code apis} come from, for those who have to look again
 * @param http the service's face over HTTP
 * @param controlAddress the event-bus address of commands
 * @param maxConcurrentConnects how many connects may be under way at once
 * @param cluster absent: a single node
 */
public record ServiceConfig(
    Map<String, ApiDefinition> apis,
    Map<String, ApiSource> sources,
    HttpConfig http,
    String controlAddress,
    CheckpointConfig checkpoint,
    int maxConcurrentConnects,
    Optional<ClusterConfig> cluster,
    ScriptConfig scripts) {

  private static final String API = "API";

  /**
   * Reads a whole configuration with the environment and files of this process. May block on files.
   *
   * @throws InvalidConfig with every problem
   */
  public static ServiceConfig parse(JsonObject config) {
    return parse(config, Lookups.system());
  }

  /** As {@link #parse(JsonObject)}, <code>${…}</code> meaning what {@code lookups} say. */
  public static ServiceConfig parse(JsonObject config, Lookups lookups) {
    return ConfigReader.read(config, "", lookups, in -> read(in, config));
  }

  static ServiceConfig read(ConfigReader in, JsonObject config) {
    if (config.getValue(API) instanceof JsonObject apis) {
      in.reading().apiNames().addAll(apis.fieldNames());
    }
    Map<String, ApiDefinition> apis = in.named(API, ApiDefinition.NAME, ApiReader::read);
    String control =
        in.section("control", it -> it.value("address", ValueType.text(), "sse.control"));
    HttpConfig http = in.section("http", HttpConfig::read);
    Optional<ClusterConfig> cluster = in.optionalSection("cluster", ClusterConfig::read);
    CheckpointConfig checkpoint =
        in.section("checkpoint", it -> CheckpointConfig.read(it, cluster.isPresent()));
    int connects = in.value("maxConcurrentConnects", ValueType.whole(1, 1_000_000), 200);
    ScriptConfig scripts = in.section("scripts", ScriptConfig::read);
    AddressPlan.check(apis.values(), control, in.reading());
    return new ServiceConfig(
        apis, sources(apis, config), http, control, checkpoint, connects, cluster, scripts);
  }

  private static Map<String, ApiSource> sources(
      Map<String, ApiDefinition> apis, JsonObject config) {
    var sources = new LinkedHashMap<String, ApiSource>();
    for (String name : apis.keySet()) {
      sources.put(name, new ApiSource(name, config.getJsonObject(API).getJsonObject(name)));
    }
    return Collections.unmodifiableMap(sources);
  }
}
