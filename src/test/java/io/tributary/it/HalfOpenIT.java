package io.tributary.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.tributary.testkit.ExternalProgram;
import io.tributary.testkit.Programs;
import io.tributary.testkit.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A peer that vanishes without a word: real packet loss, in a network namespace of its own. Skips
 * where the system lets nobody make one.
 */
class HalfOpenIT {

  private static final long A_MINUTE = 60_000;

  @Test
  void aPeerThatVanishedIsNoticedInAMinuteWithoutAnIdleTimeout() {
    List<String> namespace = namespace();
    try (ExternalProgram program = ExternalProgram.main(HalfOpen.class, namespace)) {
      Waiting.until(program::toString, Duration.ofMinutes(4), () -> isOver(program));
      assertThat(millis(program, "idle-timeout", "idle")).isLessThan(A_MINUTE);
      assertThat(millis(program, "keep-alive", "connect")).isLessThan(A_MINUTE);
      assertThat(millis(program, "http2-ping", "connect")).isLessThan(A_MINUTE);
      program.out().forEach(line -> System.out.println("half-open: " + line));
    }
  }

  private static boolean isOver(ExternalProgram program) {
    return program.out().stream().anyMatch(line -> line.startsWith("resumed after"));
  }

  private static long millis(ExternalProgram program, String way, String type) {
    String line =
        program.out().stream().filter(it -> it.startsWith(way + " ")).findFirst().orElseThrow();
    List<String> words = List.of(line.split(" ", -1));
    assertThat(words.get(2)).as(program.toString()).isEqualTo(type);
    return Long.parseLong(words.get(1));
  }

  /** The words before a command that runs it with a loopback of its own. */
  private static List<String> namespace() {
    Programs.require("nft");
    Programs.require("ip");
    String unshare = Programs.require("unshare").toString();
    for (String how : List.of("-n", "-rn")) {
      String enter = "PATH=$PATH:/usr/sbin:/sbin; export PATH; ip link set lo up && exec \"$@\"";
      List<String> words = List.of(unshare, how, "sh", "-c", enter, "sh");
      List<String> probe = new ArrayList<>(words);
      probe.addAll(List.of("nft", "add", "table", "inet", "probe"));
      try (ExternalProgram tried = ExternalProgram.start(probe.toArray(String[]::new))) {
        if (tried.exitCode() == 0) {
          return words;
        }
      }
    }
    String reason = "the system lets us make no network namespace with rules";
    System.out.println("skipped: " + reason);
    return abort(reason);
  }
}
