package io.tributary.it.cluster;

import io.tributary.testkit.Waiting;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A process of the trial on a host of its own. It can be started again. */
final class Member {

  private static final int PORT = 5701;
  private static final int ALL_COMPILERS = 4;
  private static final Pattern TOTAL = Pattern.compile("Total +[0-9]+ +([0-9]+)");
  private static final long MEGABYTE = 1 << 20;

  final int host;
  private final Class<?> main;
  private final Path folder;
  private Process process;

  /** Few: a trial starts many processes and has few processors. */
  private int compilers = 1;

  Member(int host, Class<?> main, Path folder) {
    this.host = host;
    this.main = main;
    this.folder = folder;
  }

  /** Compiles as a process does that is to run for long. */
  Member optimized() {
    compilers = ALL_COMPILERS;
    return this;
  }

  /**
   * The configuration of a node.
   *
   * @param nodes the hosts that make up the cluster
   */
  static JsonObject config(List<Integer> nodes, int quorum, String url, int apis) {
    JsonObject definitions = new JsonObject();
    IntStream.range(0, apis)
        .forEach(
            i -> {
              JsonObject sse =
                  new JsonObject().put("maxReconnectAttempts", -1).put("reconnectDelay", 200);
              definitions.put(
                  "api" + i,
                  new JsonObject()
                      .put("type", "sse")
                      .put("url", url + "api" + i)
                      .put("sseOptions", sse)
                      .put("delivery", new JsonObject().put("mode", mode(i))));
            });
    List<String> members = nodes.stream().map(it -> Network.address(it) + ":" + PORT).toList();
    return new JsonObject()
        .put("API", definitions)
        .put(
            "cluster",
            new JsonObject().put("members", new JsonArray(members)).put("quorum", quorum));
  }

  /** Every third API is published, which may lose what was under way to a node that dies. */
  static String mode(int api) {
    return api % 3 == 0 ? "publish" : "request";
  }

  /** Starts it with {@code config} and positions of its own. */
  void start(JsonObject config) {
    Path checkpoints = folder.resolve("checkpoints" + host);
    JsonObject own =
        config.copy().put("checkpoint", new JsonObject().put("directory", checkpoints.toString()));
    List<String> command = new ArrayList<>(Network.on(host));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx300m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=" + compilers,
            "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(
        List.of(
            "-Dlogback.configurationFile=" + System.getProperty("trial.log", "logback-test.xml"),
            "-cp"));
    command.addAll(List.of(System.getProperty("java.class.path"), main.getName()));
    try {
      Path file = folder.resolve("config" + host + ".yaml");
      Files.writeString(file, own.encode());
      command.addAll(List.of(file.toString(), record().toString()));
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it wrote down. */
  Path record() {
    return folder.resolve("record" + host);
  }

  /** What it printed. */
  Path log() {
    return folder.resolve("log" + host);
  }

  boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** How often it has said that it is ready. */
  long readies() {
    try {
      return Files.exists(log())
          ? Files.readString(log()).lines().filter("ready"::equals).count()
          : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** SIGTERM; returns when it has ended. */
  void leave() {
    process.destroy();
    Waiting.until(() -> "host " + host + " ends", Waiting.PROGRAM, () -> !process.isAlive());
  }

  /** Sends a signal to its process; {@code ip netns exec} has become that process. */
  void signal(String name) throws IOException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().onExit().join();
  }

  /** What is alive on its heap after a collection, megabytes; empty: it has ended. */
  OptionalLong liveHeap() throws IOException {
    String java = System.getProperty("java.home");
    String pid = Long.toString(process.pid());
    Process asked =
        new ProcessBuilder(Path.of(java, "bin", "jcmd").toString(), pid, "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String histogram = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher total = TOTAL.matcher(histogram);
    return total.find()
        ? OptionalLong.of(Long.parseLong(total.group(1)) / MEGABYTE)
        : OptionalLong.empty();
  }

  /** Processor time so far, seconds. */
  double cpuSeconds() {
    return process.info().totalCpuDuration().map(it -> it.toMillis() / 1000.0).orElse(0.0);
  }
}
