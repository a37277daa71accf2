package io.tributary.it.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Holds what nodes emitted and what a consumer took against the promises. */
final class Verdict {

  private static final double NANOS_PER_SECOND = 1e9;

  private final Map<String, List<Emission>> byApi;
  private final int emitted;

  /** Emissions of all nodes in the order of time. */
  Verdict(List<Emission> emissions) {
    this.emitted = emissions.size();
    this.byApi =
        emissions.stream()
            .collect(Collectors.groupingBy(Emission::api, TreeMap::new, Collectors.toList()));
  }

  /**
   * What a fault did.
   *
   * @param moved APIs that went to another node
   * @param strays of a join: those that did not go to the one that joined
   * @param median seconds without an owner
   * @param longest seconds without an owner
   */
  record Effect(Fault fault, int moved, long strays, double median, double longest) {}

  /** What a consumer took. */
  record Taken(long events, long missing, long twice, long disordered) {}

  /** The emissions of every API in the order of time. */
  Map<String, List<Emission>> byApi() {
    return byApi;
  }

  /** How often an old owner emitted after a new one had. */
  long emittedByTwo() {
    long violations = 0;
    for (List<Emission> emissions : byApi.values()) {
      long epoch = 0;
      for (Emission emission : emissions) {
        violations += emission.epoch() < epoch ? 1 : 0;
        epoch = Math.max(epoch, emission.epoch());
      }
    }
    return violations;
  }

  /** How many events went onto the bus more than once. */
  long emittedAgain() {
    long distinct =
        byApi.values().stream()
            .mapToLong(them -> them.stream().mapToLong(Emission::number).distinct().count())
            .sum();
    return emitted - distinct;
  }

  Effect effect(Fault fault) {
    List<Double> gaps = new ArrayList<>();
    long strays = 0;
    for (List<Emission> emissions : byApi.values()) {
      Optional<Change> change = change(emissions, fault);
      if (change.isPresent()) {
        gaps.add(change.get().seconds(fault));
        strays += change.get().after.node() != fault.host() ? 1 : 0;
      }
    }
    gaps.sort(Comparator.naturalOrder());
    double median = gaps.isEmpty() ? 0 : gaps.get(gaps.size() / 2);
    double longest = gaps.isEmpty() ? 0 : gaps.get(gaps.size() - 1);
    return new Effect(
        fault, gaps.size(), fault.kind() == Fault.Kind.JOIN ? strays : 0, median, longest);
  }

  /** The first change of hands within a fault. */
  private static Optional<Change> change(List<Emission> emissions, Fault fault) {
    Emission before = null;
    for (Emission emission : emissions) {
      boolean changed = before != null && emission.epoch() > before.epoch();
      if (emission.at() > fault.from() && emission.at() <= fault.to() && changed) {
        return Optional.of(new Change(before, emission));
      }
      before = emission;
    }
    return Optional.empty();
  }

  private record Change(Emission before, Emission after) {

    /** Without an owner: from the fault, or from the last event where the owner went in peace. */
    private double seconds(Fault fault) {
      boolean peaceful = fault.kind() == Fault.Kind.LEAVE || fault.kind() == Fault.Kind.JOIN;
      long since = peaceful ? before.at() : fault.from();
      return (after.at() - since) / NANOS_PER_SECOND;
    }
  }

  /** What the consumer has of the events up to {@code published}; {@code mode} chooses the APIs. */
  static Taken taken(List<Emission> record, long published, int apis, String mode) {
    long[] sums = new long[4];
    Map<String, List<Emission>> byApi =
        record.stream().collect(Collectors.groupingBy(Emission::api));
    for (int i = 0; i < apis; i++) {
      if (Member.mode(i).equals(mode)) {
        check(byApi.getOrDefault("api" + i, List.of()), published, sums);
      }
    }
    return new Taken(sums[0], sums[1], sums[2], sums[3]);
  }

  private static void check(List<Emission> events, long published, long[] sums) {
    long distinct = events.stream().mapToLong(Emission::number).distinct().count();
    long highest = 0;
    for (Emission event : events) {
      sums[3] += event.number() < highest ? 1 : 0;
      highest = Math.max(highest, event.number());
    }
    sums[0] += events.size();
    sums[1] += published - distinct;
    sums[2] += events.size() - distinct;
  }
}
