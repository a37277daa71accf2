package io.tributary.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.tributary.testkit.ExternalProgram;
import io.tributary.testkit.Programs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real full disk and a real read-only one. Skips where the system lets nobody mount. */
class DiskFaultsIT {

  @TempDir Path disk;

  @Test
  void aStreamOutlivesAFullAndAReadOnlyDisk() {
    try (ExternalProgram program =
        ExternalProgram.main(DiskFaults.class, smallDisk(), disk.toString())) {
      int exit = program.exitCode();
      assertThat(exit).as(program::toString).isZero();
    }
  }

  /** The words before a command that runs it where {@link #disk} is a small file system. */
  private List<String> smallDisk() {
    String unshare = Programs.require("unshare").toString();
    String enter = "mount -t tmpfs -o size=256k none " + disk + " && exec \"$@\"";
    for (String how : List.of("-m", "-rm")) {
      List<String> words = List.of(unshare, how, "sh", "-c", enter, "sh");
      List<String> probe = new ArrayList<>(words);
      probe.add("true");
      try (ExternalProgram tried = ExternalProgram.start(probe.toArray(String[]::new))) {
        if (tried.exitCode() == 0) {
          return words;
        }
      }
    }
    String reason = "the system lets us mount nothing";
    System.out.println("skipped: " + reason);
    return abort(reason);
  }
}
