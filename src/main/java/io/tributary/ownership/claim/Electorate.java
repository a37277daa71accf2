package io.tributary.ownership.claim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which node should run which API. While nodes define an API differently, as in a rolling change,
 * the larger group has it; of two equal ones that with the smaller hash. Immutable.
 */
public final class Electorate {

  private final Map<String, String> ownerByApi = new TreeMap<>();
  private final Set<String> disputed = new TreeSet<>();

  /**
   * Decides for all APIs.
   *
   * @param ready those who take part, by the id of the node
   */
  public Electorate(Map<String, Roster> ready) {
    Map<String, Map<String, List<String>>> nodesByHashByApi = new HashMap<>();
    ready.forEach(
        (node, roster) ->
            roster
                .definitions()
                .forEach(
                    (api, hash) ->
                        nodesByHashByApi
                            .computeIfAbsent(api, none -> new HashMap<>())
                            .computeIfAbsent(hash, none -> new ArrayList<>())
                            .add(node)));
    nodesByHashByApi.forEach((api, groups) -> decide(api, groups, ready));
  }

  /** The id of the node that should run it; empty: nobody knows this API. */
  public Optional<String> owner(String apiName) {
    return Optional.ofNullable(ownerByApi.get(apiName));
  }

  /** Every API that any node knows. */
  public Set<String> apis() {
    return ownerByApi.keySet();
  }

  /** The APIs that nodes define differently. */
  public Set<String> disputed() {
    return disputed;
  }

  private void decide(String api, Map<String, List<String>> groups, Map<String, Roster> ready) {
    if (groups.size() > 1) {
      disputed.add(api);
    }
    String hash =
        groups.keySet().stream()
            .min(
                Comparator.<String>comparingInt(it -> -groups.get(it).size())
                    .thenComparing(Comparator.naturalOrder()))
            .orElseThrow();
    Map<String, String> idByName = new HashMap<>();
    // Two processes of one name: an old one is not yet gone. Any choice that all make will do.
    groups.get(hash).forEach(id -> idByName.merge(ready.get(id).name(), id, Electorate::greater));
    String name = Rendezvous.owner(api, idByName.keySet()).orElseThrow();
    ownerByApi.put(api, idByName.get(name));
  }

  private static String greater(String one, String other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
