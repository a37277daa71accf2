package io.tributary.bench.scenario;

import io.tributary.bench.Options;
import io.tributary.bench.client.BenchClient;
import io.tributary.bench.process.Child;
import io.tributary.bench.server.BenchServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What a scenario works with: processes, and somebody who listens. */
public final class Lab {

  private static final List<String> CLIENT_JVM = List.of("-Xms512m", "-Xmx512m");
  private static final List<String> SERVER_JVM = List.of("-Xmx1g");

  private final Options options;
  private final Path logs;
  private final String scenario;
  private final long began = System.nanoTime();

  /** For one scenario; what processes print on standard error goes to {@code logs}. */
  public Lab(Options options, Path logs, String scenario) {
    this.options = options;
    this.logs = logs;
    this.scenario = scenario;
  }

  /** How long and how often. */
  public Options options() {
    return options;
  }

  Child server(String name) {
    String full = scenario + "-" + name + "-server";
    return Child.start(full, SERVER_JVM, BenchServer.class, List.of(), logs);
  }

  Child client(String variant, Child server, String path) {
    return client(variant, server, path, CLIENT_JVM);
  }

  Child client(String variant, Child server, String path, List<String> jvm) {
    String url = "http://127.0.0.1:" + server.greeting() + path;
    String name = scenario + path + "-" + variant;
    return Child.start(
        name, jvm.isEmpty() ? CLIENT_JVM : jvm, BenchClient.class, List.of(variant, url), logs);
  }

  void say(String progress) {
    Duration since = Duration.ofNanos(System.nanoTime() - began);
    System.out.printf(
        "[%s %d:%02d] %s%n", scenario, since.toMinutes(), since.toSecondsPart(), progress);
  }
}
