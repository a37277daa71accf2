package io.tributary.ownership.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * The rules of taking and giving: from what is to what one node has to do. A pure function of its
 * parts.
 *
 * @param me the id of this node
 * @param electorate who should run what
 * @param claims who runs what, by the name of the API
 * @param running the claims for which this node runs a stream
 * @param busy APIs with a change under way: nothing is done about them
 * @param mayTake whether this node is in touch with enough others to take anything
 * @param gone whether a node has left for good, so that its claims may be taken
 * @param lapsed whether an API has been without any claim for so long that nobody emits for it
 * @param epochFloor the least epoch that the next claim to an API may have
 */
public record ClaimPlan(
    String me,
    Electorate electorate,
    Map<String, Claim> claims,
    Map<String, Claim> running,
    Set<String> busy,
    boolean mayTake,
    Predicate<String> gone,
    Predicate<String> lapsed,
    ToLongFunction<String> epochFloor) {

  /** What to do, in the order of names; empty: all is as it should be. */
  public List<Step> steps() {
    Set<String> names = new TreeSet<>(electorate.apis());
    names.addAll(running.keySet());
    claims.forEach(
        (name, claim) -> {
          if (claim.held() && claim.node().equals(me)) {
            names.add(name);
          }
        });
    names.removeAll(busy);
    List<Step> steps = new ArrayList<>();
    names.forEach(name -> step(name).ifPresent(steps::add));
    return steps;
  }

  private Optional<Step> step(String api) {
    Optional<Claim> claim = Optional.ofNullable(claims.get(api));
    Claim run = running.get(api);
    boolean wanted = electorate.owner(api).filter(me::equals).isPresent();
    if (run != null) {
      return claim.filter(run::equals).isEmpty()
          ? Optional.of(new Step.Lost(api))
          : wanted ? Optional.empty() : Optional.of(new Step.HandOver(api, run));
    }
    boolean mine = claim.filter(it -> it.held() && it.node().equals(me)).isPresent();
    if (wanted) {
      return mayTake && (mine || isFree(api, claim))
          ? Optional.of(
              new Step.Take(api, claim, Claim.next(claim, me, epochFloor.applyAsLong(api))))
          : Optional.empty();
    }
    return mine ? Optional.of(new Step.Release(api, claim.orElseThrow())) : Optional.empty();
  }

  /** A claim may be absent because the map lost it: then someone may still believe to hold it. */
  private boolean isFree(String api, Optional<Claim> claim) {
    return claim.isEmpty()
        ? lapsed.test(api)
        : !claim.get().held() || gone.test(claim.get().node());
  }
}
