package io.tributary.it;

import io.tributary.checkpoint.FileCheckpoints;
import io.tributary.stream.StreamServices;
import io.tributary.testkit.NumberedSseServer;
import io.tributary.testkit.RunningStream;
import io.tributary.testkit.Waiting;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs where it may mount: while a stream goes on, the file system of its checkpoints is full, has
 * room again, is read-only and is writable again. Fails on the first thing that is not as promised.
 */
public final class DiskFaults {

  private static final Pattern STORED = Pattern.compile("\"lastEventId\":\"(\\d+)\"");
  private static final int PAGE = 4096;

  private final Path disk;
  private final NumberedSseServer server;
  private final FileCheckpoints checkpoints;
  private final RunningStream stream;

  private DiskFaults(Path disk) {
    this.disk = disk;
    Vertx vertx = Vertx.vertx();
    server = NumberedSseServer.start(vertx);
    checkpoints = new FileCheckpoints(vertx, disk, false);
    // Without its lock: a file that is open for writing keeps a disk from becoming read-only.
    stream =
        RunningStream.from(server.url("/"))
            .start(vertx, StreamServices.local(vertx, 1).withCheckpoints(checkpoints));
  }

  /** Takes the mount point of a small file system. */
  public static void main(String[] args) {
    try {
      new DiskFaults(Path.of(args[0])).run();
      Runtime.getRuntime().halt(0);
    } catch (IOException | InterruptedException | AssertionError unexpected) {
      unexpected.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  private void run() throws IOException, InterruptedException {
    server.publish(1);
    awaitStored("1");

    Path filler = disk.resolve("filler");
    fill(filler);
    server.publish(2);
    stream.awaitEvents(2);
    told(1, "No space left on device");
    Files.delete(filler);
    awaitStored("2");

    remount("ro");
    server.publish(3);
    stream.awaitEvents(3);
    told(2, "Read-only file system");
    remount("rw");
    awaitStored("3");

    server.publish(4);
    stream.awaitEvents(4);
    stream.stop();
    Waiting.result(checkpoints.close());
    awaitStored("4");
    if (!stream.errors().stream().allMatch(error -> error.getBoolean("willReconnect"))
        || stream.errors().size() != 2
        || server.lastEventIds().size() != 1) {
      throw new AssertionError("expected two errors and one connection, got " + stream.errors());
    }
  }

  /** Once for each fault; what was stored before is still there. */
  private void told(int count, String why) throws IOException {
    String message = stream.awaitErrors(count).get(count - 1).getString("message");
    if (!message.contains(why) || !stored().equals(Integer.toString(count))) {
      throw new AssertionError(
          "expected %s and %d still there, got %s and %s".formatted(why, count, message, stored()));
    }
    System.out.println(message);
  }

  private static void fill(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      while (true) {
        out.write(new byte[PAGE]);
      }
    } catch (IOException full) {
      if (Files.size(file) == 0) {
        throw full;
      }
    }
  }

  private void remount(String how) throws IOException, InterruptedException {
    List<String> mount = List.of("mount", "-o", "remount," + how, disk.toString());
    if (new ProcessBuilder(mount).inheritIO().start().waitFor() != 0) {
      throw new IOException("expected to run " + mount);
    }
  }

  private void awaitStored(String id) {
    Waiting.until("the checkpoint " + id, () -> stored().equals(id));
  }

  private String stored() {
    try (Stream<Path> files = Files.list(disk)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".checkpoints")).toList()) {
        Matcher found = STORED.matcher(Files.readString(file));
        if (found.find()) {
          return found.group(1);
        }
      }
      return "";
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
