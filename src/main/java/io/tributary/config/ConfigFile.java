package io.tributary.config;

import io.tributary.config.yaml.YamlDocument;
import io.tributary.config.yaml.YamlLines;
import io.tributary.config.yaml.YamlProblem;
import io.tributary.config.yaml.YamlProcessor;
import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.FileSystemException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The YAML file that holds the configuration, read through vertx-config. Thread-safe. */
public final class ConfigFile {

  private final Vertx vertx;
  private final String path;
  private final Lookups lookups;

  /** What the file was when it was read last. */
  private volatile JsonObject seen = new JsonObject();

  public ConfigFile(Vertx vertx, String path) {
    this(vertx, path, Lookups.system());
  }

  public ConfigFile(Vertx vertx, String path, Lookups lookups) {
    this.vertx = vertx;
    this.path = path;
    this.lookups = lookups;
  }

  /** Reads the file. Fails with {@link InvalidConfig} only. */
  public Future<ServiceConfig> load() {
    ConfigRetriever retriever = retriever(Duration.ZERO);
    return retriever.getConfig().eventually(retriever::close).compose(this::read);
  }

  /**
   * Looks at the file again and again until it is told to stop.
   *
   * @param period between two looks
   * @param changed is given what the file says now, each time it says something else
   * @param broken is given an {@link InvalidConfig}, once for each text that is not valid
   */
  public ConfigWatch watch(
      Duration period, Consumer<ServiceConfig> changed, Consumer<Throwable> broken) {
    return new ConfigWatch(retriever(period), this::read, changed, broken).start(seen);
  }

  private ConfigRetriever retriever(Duration scanPeriod) {
    var store =
        new ConfigStoreOptions()
            .setType("file")
            .setFormat(YamlProcessor.NAME)
            // A missing file is an empty outcome: a failure would be logged with its stack.
            .setOptional(true)
            .setConfig(new JsonObject().put("path", path));
    return ConfigRetriever.create(
        vertx,
        new ConfigRetrieverOptions()
            .setIncludeDefaultStores(false)
            .setScanPeriod(scanPeriod.toMillis())
            .addStore(store));
  }

  private Future<ServiceConfig> read(JsonObject outcome) {
    seen = outcome;
    Optional<YamlDocument> document = YamlDocument.fromJson(outcome);
    return document.isPresent()
        ? vertx.executeBlocking(() -> parse(document.get()), false)
        : vertx
            .fileSystem()
            .readFile(path)
            // Back in the meantime: a file is replaced by being away for a moment.
            .compose(found -> load(), failure -> Future.failedFuture(unreadable(failure)));
  }

  private ServiceConfig parse(YamlDocument document) {
    var problems = new ArrayList<Problem>();
    document.problems().forEach(problem -> problems.add(placed(problem)));
    ServiceConfig config = null;
    try {
      config = document.content().map(it -> ServiceConfig.parse(it, lookups)).orElse(null);
    } catch (InvalidConfig e) {
      YamlLines lines = YamlLines.of(document.text());
      e.problems().forEach(problem -> problems.add(placed(problem, lines)));
    }
    if (!problems.isEmpty()) {
      problems.sort(Comparator.comparingInt(Problem::line));
      throw new InvalidConfig(problems);
    }
    return config;
  }

  private Problem placed(YamlProblem problem) {
    return new Problem(path, problem.line(), problem.column(), problem.keyPath(), problem.what());
  }

  private Problem placed(Problem problem, YamlLines lines) {
    return problem.in(path, lines.lineOf(problem.keyPath()));
  }

  /**
   * Does what may find more problems after the file was read: they are thrown with their places.
   * Blocks for a moment then.
   */
  public <T> T placing(Supplier<T> work) {
    try {
      return work.get();
    } catch (InvalidConfig found) {
      throw placed(found);
    }
  }

  private InvalidConfig placed(InvalidConfig found) {
    YamlLines lines = YamlLines.of(YamlDocument.fromJson(seen).map(YamlDocument::text).orElse(""));
    return new InvalidConfig(
        found.problems().stream()
            .map(problem -> problem.file().isEmpty() ? placed(problem, lines) : problem)
            .toList());
  }

  /** The file could not be read: says so in words that help. */
  private InvalidConfig unreadable(Throwable failure) {
    Throwable cause =
        failure instanceof FileSystemException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    String reason = "cannot be read: " + Substitution.reason(cause);
    return new InvalidConfig(
        List.of(
            new Problem(path, 0, 0, "", reason + "; give the path of a YAML file with --config")));
  }
}
