package io.tributary.ownership.cluster;

import io.tributary.cluster.Cluster;
import io.tributary.cluster.SharedMap;
import io.tributary.ownership.claim.Claim;
import io.tributary.ownership.claim.Electorate;
import io.tributary.ownership.claim.Roster;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What ownership keeps in maps that all nodes share. Lives on one event loop. */
final class SharedView {

  private static final String NAME = "name";
  private static final String DEFINITIONS = "definitions";

  private record Announced(String text, Roster roster) {}

  private final Cluster cluster;
  private final SharedMap nodes;
  private final SharedMap claims;
  private final SharedMap wishes;

  /** Rosters are large and change seldom. */
  private final Map<String, Announced> announced = new HashMap<>();

  /**
   * As they were at one time, or a little later.
   *
   * @param replaced nodes that are no members and in whose place another process has come
   */
  record Snapshot(Map<String, Roster> ready, Map<String, Claim> claims, Set<String> replaced) {

    static final Snapshot NOTHING = new Snapshot(Map.of(), Map.of(), Set.of());

    Electorate electorate() {
      return new Electorate(ready);
    }
  }

  SharedView(Cluster cluster) {
    this.cluster = cluster;
    this.nodes = cluster.map("tributary.nodes");
    this.claims = cluster.map("tributary.claims");
    this.wishes = cluster.map("tributary.wishes");
  }

  /** This node takes part with these definitions. */
  Future<Void> announce(Map<String, String> definitions) {
    JsonObject hashes = new JsonObject();
    definitions.forEach(hashes::put);
    JsonObject roster = new JsonObject().put(NAME, cluster.nodeName()).put(DEFINITIONS, hashes);
    return nodes.put(cluster.nodeId(), roster.encode());
  }

  /** This node takes part no more. */
  Future<Void> withdraw() {
    return forget(cluster.nodeId());
  }

  /** A node that is gone takes part no more; one that comes back announces itself again. */
  Future<Void> forget(String nodeId) {
    return nodes.remove(nodeId);
  }

  /** Members are looked at after the maps were read: who has left meanwhile is not ready. */
  Future<Snapshot> read() {
    Future<Map<String, String>> rosters = nodes.entries();
    Future<Map<String, String>> held = claims.entries();
    return Future.all(rosters, held)
        .map(
            all -> {
              Map<String, Roster> ready = ready(rosters.result());
              return new Snapshot(
                  ready, parsed(held.result()), replaced(ready, rosters.result().keySet()));
            });
  }

  /** Who holds the claim to an API now. */
  Future<Optional<Claim>> claim(String apiName) {
    return claims.get(apiName).map(text -> text.map(Claim::parse));
  }

  Future<Boolean> swap(String apiName, Optional<Claim> expected, Claim next) {
    return claims.replace(apiName, expected.map(Claim::text), next.text());
  }

  /** Users want an API so, as long as its definition has this hash. */
  Future<Void> wish(String apiName, boolean connected, String hash) {
    return wishes.put(apiName, connected + "|" + hash);
  }

  /** What users want of an API with a definition of this hash. */
  Future<Optional<Boolean>> wished(String apiName, String hash) {
    return wishes
        .get(apiName)
        .map(wish -> wish.filter(it -> it.endsWith("|" + hash)).map(it -> it.startsWith("true")));
  }

  /**
   * Only these are surely gone: to a process that was stopped for a while, all others seem to have
   * left.
   */
  private Set<String> replaced(Map<String, Roster> ready, Set<String> nodes) {
    Set<String> names =
        ready.values().stream().map(Roster::name).collect(Collectors.toUnmodifiableSet());
    Set<String> replaced = new HashSet<>(nodes);
    replaced.removeAll(ready.keySet());
    replaced.removeIf(
        node -> !announced.containsKey(node) || !names.contains(announced.get(node).roster.name()));
    return replaced;
  }

  private Map<String, Roster> ready(Map<String, String> texts) {
    announced.keySet().retainAll(texts.keySet());
    Set<String> members = cluster.members();
    return texts.entrySet().stream()
        .filter(entry -> members.contains(entry.getKey()))
        .collect(
            Collectors.toMap(Map.Entry::getKey, entry -> roster(entry.getKey(), entry.getValue())));
  }

  private Roster roster(String node, String text) {
    Announced known = announced.get(node);
    if (known == null || !known.text.equals(text)) {
      JsonObject json = new JsonObject(text);
      Map<String, String> definitions = new HashMap<>();
      json.getJsonObject(DEFINITIONS)
          .forEach(entry -> definitions.put(entry.getKey(), (String) entry.getValue()));
      known = new Announced(text, new Roster(json.getString(NAME), definitions));
      announced.put(node, known);
    }
    return known.roster;
  }

  private static Map<String, Claim> parsed(Map<String, String> texts) {
    return texts.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> Claim.parse(entry.getValue())));
  }
}
