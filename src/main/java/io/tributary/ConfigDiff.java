package io.tributary;

import io.tributary.config.ApiSource;
import io.tributary.config.ServiceConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a new configuration changes. APIs are compared by their unresolved text, so that a secret
 * that rotates is no change.
 *
 * @param restart keys beside {@code API} whose change wants a new start of the process
 */
record ConfigDiff(
    List<String> added,
    List<String> removed,
    List<String> changed,
    List<String> untouched,
    List<String> restart) {

  private static final int NAMED = 10;

  static ConfigDiff between(ServiceConfig before, ServiceConfig after) {
    var added = new ArrayList<String>();
    var removed = new ArrayList<>(before.sources().keySet());
    var changed = new ArrayList<String>();
    var untouched = new ArrayList<String>();
    for (ApiSource source : after.sources().values()) {
      ApiSource former = before.sources().get(source.name());
      removed.remove(source.name());
      if (former == null) {
        added.add(source.name());
      } else if (former.unresolved().equals(source.unresolved())) {
        untouched.add(source.name());
      } else {
        changed.add(source.name());
      }
    }
    return new ConfigDiff(added, removed, changed, untouched, restart(before, after));
  }

  private static List<String> restart(ServiceConfig before, ServiceConfig after) {
    Map<String, Function<ServiceConfig, Object>> fixed = new LinkedHashMap<>();
    fixed.put("http", ServiceConfig::http);
    fixed.put("control", ServiceConfig::controlAddress);
    fixed.put("checkpoint", ServiceConfig::checkpoint);
    fixed.put("maxConcurrentConnects", ServiceConfig::maxConcurrentConnects);
    fixed.put("cluster", ServiceConfig::cluster);
    fixed.put("scripts", ServiceConfig::scripts);
    return fixed.entrySet().stream()
        .filter(key -> !key.getValue().apply(before).equals(key.getValue().apply(after)))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** True: no stream starts, stops or restarts. */
  boolean isQuiet() {
    return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
  }

  /** One line for the log. */
  @Override
  public String toString() {
    return "added=%s removed=%s changed=%s untouched=%d"
        .formatted(shown(added), shown(removed), shown(changed), untouched.size());
  }

  private static String shown(List<String> names) {
    return names.size() <= NAMED
        ? names.toString()
        : names.subList(0, NAMED) + " and " + (names.size() - NAMED) + " more";
  }
}
