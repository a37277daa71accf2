package io.tributary.it.cluster;

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
   * @param median of the longest time without an owner of each API that moved, seconds
   * @param longest of these times
   * @param others the longest time without an event of an API that stayed where it was, seconds
   */
  record Effect(
      Fault fault, int moved, long strays, double median, double longest, double others) {}

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
    List<Course> courses =
        byApi.values().stream().map(emissions -> course(emissions, fault)).toList();
    List<Course> moved =
        courses.stream()
            .filter(course -> course.to.isPresent())
            .sorted(Comparator.comparingDouble(Course::seconds))
            .toList();
    long strays =
        fault.kind() == Fault.Kind.JOIN
            ? moved.stream().filter(course -> course.to.orElseThrow() != fault.host()).count()
            : 0;
    double others =
        courses.stream()
            .filter(course -> course.to.isEmpty())
            .mapToDouble(Course::seconds)
            .max()
            .orElse(0);
    double median = moved.isEmpty() ? 0 : moved.get(moved.size() / 2).seconds();
    double longest = moved.isEmpty() ? 0 : moved.get(moved.size() - 1).seconds();
    return new Effect(fault, moved.size(), strays, median, longest, others);
  }

  /** What became of one API within a fault. */
  private static Course course(List<Emission> emissions, Fault fault) {
    Optional<Integer> to = Optional.empty();
    long longest = 0;
    Emission before = null;
    for (Emission emission : emissions) {
      if (emission.at() > fault.to()) {
        break;
      }
      if (fault.mutes(emission)) {
        continue;
      }
      if (before != null && emission.at() > fault.from()) {
        longest = Math.max(longest, emission.at() - Math.max(before.at(), fault.since(before)));
        if (emission.epoch() > before.epoch() && to.isEmpty()) {
          to = Optional.of(emission.node());
        }
      }
      before = emission;
    }
    return new Course(to, longest / NANOS_PER_SECOND);
  }

  /**
   * Where an API went first, and its longest time without an owner.
   *
   * @param to empty: it stayed where it was
   */
  private record Course(Optional<Integer> to, double seconds) {}

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
