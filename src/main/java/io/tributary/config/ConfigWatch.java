package io.tributary.config;

import io.vertx.config.ConfigRetriever;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;
import java.util.function.Function;

/** Tells of each change of a configuration file, in order and once. Thread-safe. */
public final class ConfigWatch {

  private final ConfigRetriever retriever;
  private final Function<JsonObject, Future<ServiceConfig>> reader;
  private final Consumer<ServiceConfig> changed;
  private final Consumer<Throwable> broken;
  private Future<?> told = Future.succeededFuture();

  ConfigWatch(
      ConfigRetriever retriever,
      Function<JsonObject, Future<ServiceConfig>> reader,
      Consumer<ServiceConfig> changed,
      Consumer<Throwable> broken) {
    this.retriever = retriever;
    this.reader = reader;
    this.changed = changed;
    this.broken = broken;
  }

  /**
   * Begins to look.
   *
   * @param known the outcome that needs no telling
   */
  ConfigWatch start(JsonObject known) {
    retriever.listen(change -> tell(change.getNewConfiguration()));
    retriever
        .getConfig()
        .onSuccess(
            now -> {
              if (!now.equals(known)) {
                tell(now); // changed between the first look and this one
              }
            })
        .onFailure(broken::accept);
    return this;
  }

  /** Looks no more. */
  public Future<Void> stop() {
    return retriever.close();
  }

  /** A long file is read elsewhere: the next outcome waits, or it could overtake. */
  private synchronized void tell(JsonObject outcome) {
    told =
        told.transform(before -> reader.apply(outcome))
            .onSuccess(changed::accept)
            .onFailure(broken::accept)
            .otherwiseEmpty();
  }
}
