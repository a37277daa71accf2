package io.tributary.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The packages of the service by level. A package may use what is on lower levels and nothing else
 * of ours; the root (the service verticle and the commands) stands above all of them.
 */
final class House {

  static final String ROOT = "io.tributary";

  private static final List<Set<String>> LEVELS =
      List.of(
          Set.of("sse", "connection"),
          Set.of("config", "bus"),
          Set.of("cluster"),
          Set.of("checkpoint", "ownership", "script", "metrics"),
          Set.of("stream"),
          Set.of("control", "http"));

  private static final Set<String> TOP = Set.of("cli");

  private House() {}

  /** Every package below the root level, by its first name, lowest first. */
  static List<String> rooms() {
    return LEVELS.stream().flatMap(level -> level.stream().sorted()).toList();
  }

  /** Packages that {@code room} may use beside itself. */
  static List<String> below(String room) {
    List<String> below = new ArrayList<>();
    for (Set<String> level : LEVELS) {
      if (level.contains(room)) {
        return below;
      }
      below.addAll(level);
    }
    throw new IllegalArgumentException("expected a package of the house, got " + room);
  }

  /** A class of {@code room}, its sub-packages included. */
  static DescribedPredicate<JavaClass> in(String room) {
    String name = ROOT + "." + room;
    return DescribedPredicate.describe(
        "in " + name,
        type -> type.getPackageName().equals(name) || type.getPackageName().startsWith(name + "."));
  }

  /** Classes of ours that {@code room} must not use. */
  static DescribedPredicate<JavaClass> outOfReachOf(String room) {
    List<String> allowed = new ArrayList<>(below(room));
    allowed.add(room);
    return DescribedPredicate.describe(
        "of ours, neither in " + room + " nor below it",
        type -> isOurs(type) && roomOf(type).filter(allowed::contains).isEmpty());
  }

  /** Packages that stand in no level: every one must have its place. */
  static List<String> unknownRooms(Iterable<JavaClass> classes) {
    List<String> unknown = new ArrayList<>();
    for (JavaClass type : classes) {
      roomOf(type)
          .filter(room -> !rooms().contains(room) && !TOP.contains(room))
          .ifPresent(unknown::add);
    }
    return unknown.stream().distinct().sorted(Comparator.naturalOrder()).toList();
  }

  private static boolean isOurs(JavaClass type) {
    return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
  }

  /** The first name below the root; empty for the root itself. */
  private static Optional<String> roomOf(JavaClass type) {
    return type.getPackageName().equals(ROOT)
        ? Optional.empty()
        : Optional.of(type.getPackageName().substring(ROOT.length() + 1).split("\\.", 2)[0]);
  }
}
