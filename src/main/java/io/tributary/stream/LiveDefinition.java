package io.tributary.stream;

import io.tributary.config.ApiDefinition;
import io.tributary.connection.Failure;
import io.tributary.stream.net.Refused;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** A definition as it is at each connect, when the files that it quotes may have changed. */
final class LiveDefinition implements Supplier<Future<ApiDefinition>> {

  private final Vertx vertx;
  private final Future<ApiDefinition> deployed;
  private final Optional<Callable<ApiDefinition>> reread;

  LiveDefinition(Vertx vertx, ApiDefinition deployed, Optional<Callable<ApiDefinition>> reread) {
    this.vertx = vertx;
    this.deployed = Future.succeededFuture(deployed);
    this.reread = reread;
  }

  @Override
  public Future<ApiDefinition> get() {
    return reread
        .map(again -> vertx.executeBlocking(again, false).recover(LiveDefinition::refuse))
        .orElse(deployed);
  }

  private static Future<ApiDefinition> refuse(Throwable error) {
    String message = String.valueOf(error.getMessage());
    return Future.failedFuture(new Refused(new Failure.Auth(Failure.Verdict.RETRY, message)));
  }
}
