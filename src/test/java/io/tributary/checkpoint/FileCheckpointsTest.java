package io.tributary.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.testkit.Waiting;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class FileCheckpointsTest {

  private static final String SOURCE = "0123456789abcdef";

  @TempDir Path directory;
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private FileCheckpoints store;
  private Vertx vertx;

  @BeforeEach
  void open(Vertx vertx) {
    this.vertx = vertx;
    store = new FileCheckpoints(vertx, directory.resolve("made/when/needed"), false, 1);
  }

  @Test
  void whatWasSavedLastIsThereAfterARestart() {
    Checkpoint checkpoint = open("prices");
    assertThat(checkpoint.last()).isEmpty();
    checkpoint.save("1");
    checkpoint.save("ü \"2\"\\ 😀\t");
    Waiting.result(checkpoint.close());
    assertThat(checkpoint.unsavedMillis()).isZero();

    restart(false);
    assertThat(open("prices").last()).contains("ü \"2\"\\ 😀\t");
    assertThat(open("trades").last()).isEmpty();
  }

  @Test
  void anEmptyIdIsAnId() {
    Checkpoint checkpoint = open("prices");
    checkpoint.save("");
    Waiting.result(checkpoint.close());
    restart(false);
    assertThat(open("prices").last()).contains("");
  }

  @Test
  void idsAreWrittenWithoutBeingAskedTo() {
    open("prices").save("5");
    Waiting.until(() -> "a written id", Waiting.PATIENCE, () -> content().contains("\"5\""));
  }

  @Test
  void anIdOfAnotherSourceCountsAsNone() {
    Checkpoint checkpoint = open("prices");
    checkpoint.save("5");
    Waiting.result(checkpoint.close());
    restart(false);
    assertThat(Waiting.result(store.open("prices", "another", failures::add)).last()).isEmpty();
  }

  @Test
  void aDamagedLineFailsItsApiAloneUntilTheFileIsRepaired() throws IOException {
    saveThree();
    Path file = file();
    String good = content();
    Files.writeString(file, good.replace("\"lastEventId\":\"two\"", "\"lastEventId\":\"two!\""));
    restart(false);

    assertThat(open("one").last()).contains("one");
    assertThat(open("three").last()).contains("three");
    assertThatThrownBy(() -> open("two"))
        .hasRootCauseInstanceOf(CorruptCheckpoint.class)
        .rootCause()
        .hasMessage(
            "expected the checkpoint of two in "
                + file
                + ", but line 4: expected a checksum and what it was made of, got something else;"
                + " repair the file, or delete it to start afresh, or set checkpoint.onCorrupt to"
                + " fresh");

    Files.writeString(file, good);
    assertThat(open("two").last()).contains("two");
  }

  @Test
  void aDamagedLineStaysKnownWhenTheFileIsReplacedByASound() throws IOException {
    saveThree();
    Files.writeString(file(), content().replace("\"two\"", "\"zwei\""));
    restart(false);
    Checkpoint one = open("one");
    one.save("11");
    Waiting.result(one.close());
    restart(false);

    assertThat(open("one").last()).contains("11");
    assertThatThrownBy(() -> open("two")).rootCause().hasMessageContaining(".damaged, but");

    Files.delete(file().resolveSibling(file().getFileName() + ".damaged"));
    assertThat(open("two").last()).isEmpty();
  }

  @Test
  void whoeverAsksForItStartsAfresh() throws IOException {
    saveThree();
    Files.writeString(file(), content().replace("\"two\"", "\"zwei\""));
    restart(true);
    Checkpoint two = open("two");
    assertThat(two.last()).isEmpty();
    two.save("22");
    Waiting.result(two.close());
    restart(false);
    assertThat(open("two").last()).contains("22");
  }

  @Test
  void aCommandThatNamesAnIdNeedsNothingOfTheFile() throws IOException {
    saveThree();
    Files.writeString(file(), "rubbish");
    restart(false);
    assertThatThrownBy(() -> open("one")).rootCause().hasMessageContaining("line 1: expected");
    Checkpoint one = Waiting.result(store.openFresh("one", SOURCE, failures::add));
    one.save("9");
    Waiting.result(one.close());
    restart(false);
    assertThat(open("one").last()).contains("9");
  }

  @Test
  void everyCutOfAFileIsNoticed() {
    String whole = ShardText.encode(Map.of("a", new Entry("s", "1"), "b", new Entry("s", "2")));
    assertThat(ShardText.decode(whole).damage()).isEmpty();
    for (int i = 0; i < whole.length() - 1; i++) {
      assertThat(ShardText.decode(whole.substring(0, i)).damage()).as("cut at %d", i).isPresent();
    }
  }

  @Test
  void everyFlippedByteIsNoticedAndTheOtherLineSurvives() {
    String whole = ShardText.encode(Map.of("a", new Entry("s", "1"), "b", new Entry("s", "2")));
    byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length - 1; i++) {
      byte[] flipped = bytes.clone();
      flipped[i] ^= 1;
      ShardText read = ShardText.decode(new String(flipped, StandardCharsets.UTF_8));
      assertThat(read.damage()).as("byte %d", i).isPresent();
      int joinsTwoLines = bytes[i] == '\n' ? 1 : 0;
      assertThat(read.entries()).as("byte %d", i).hasSizeBetween(1 - joinsTwoLines, 2);
    }
  }

  @Test
  void aFullDiskLeavesTheOldValueIsToldOnceAndWrittenWhenThereIsRoom() throws IOException {
    Checkpoint checkpoint = open("prices");
    checkpoint.save("1");
    Waiting.result(checkpoint.close());
    String before = content();
    Path fresh = file().resolveSibling(file().getFileName() + ".tmp");
    Files.createSymbolicLink(fresh, Path.of("/dev/full"));

    checkpoint.save("2");
    Waiting.until(() -> "a failure", Waiting.PATIENCE, () -> !failures.isEmpty());
    assertThat(failures.get(0)).contains("No space left on device");
    assertThat(before).contains("\"1\"");

    checkpoint.save("3");
    Waiting.until(() -> "a written id", Waiting.PATIENCE, () -> content().contains("\"3\""));
    assertThat(failures).hasSize(1);
    assertThat(checkpoint.unsavedMillis()).isZero();
  }

  @Test
  void aDirectoryThatCannotBeMadeIsToldAndLeavesTheStreamAlone() throws IOException {
    Checkpoint checkpoint = open("prices");
    Files.writeString(directory.resolve("made"), "a file where the directory should be");
    checkpoint.save("1");
    assertThatThrownBy(() -> Waiting.result(checkpoint.close()))
        .hasStackTraceContaining("the checkpoint of prices could not be written");
    assertThat(failures).hasSize(1);
    assertThat(checkpoint.last()).contains("1");
    assertThat(checkpoint.unsavedMillis()).isNotNegative();

    Files.delete(directory.resolve("made"));
    Waiting.until(() -> "a written id", Waiting.PATIENCE, () -> content().contains("\"1\""));
  }

  @Test
  void aDirectoryBelongsToOneStore() {
    Waiting.result(store.start());
    FileCheckpoints second =
        new FileCheckpoints(vertx, directory.resolve("made/when/needed"), false);
    assertThatThrownBy(() -> Waiting.result(second.start()))
        .hasStackTraceContaining(
            "checkpoint.directory: expected a directory of its own for each process")
        .hasStackTraceContaining("made/when/needed");

    Waiting.result(store.close());
    Waiting.result(second.start());
    Waiting.result(second.close());
  }

  @Test
  void aDirectoryThatCannotBeWrittenToIsNoReasonNotToStart() throws IOException {
    Files.writeString(directory.resolve("made"), "a file where the directory should be");
    Waiting.result(store.start());
  }

  private void saveThree() {
    for (String name : List.of("one", "two", "three")) {
      Checkpoint checkpoint = open(name);
      checkpoint.save(name);
    }
    Waiting.result(store.close());
  }

  private void restart(boolean fresh) {
    Waiting.result(store.close());
    store = new FileCheckpoints(vertx, directory.resolve("made/when/needed"), fresh, 1);
  }

  private Checkpoint open(String apiName) {
    return Waiting.result(store.open(apiName, SOURCE, failures::add));
  }

  private Path file() {
    return directory.resolve("made/when/needed/00.checkpoints");
  }

  private String content() {
    try (Stream<String> lines = Files.exists(file()) ? Files.lines(file()) : Stream.empty()) {
      return String.join("\n", lines.toList()) + "\n";
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
