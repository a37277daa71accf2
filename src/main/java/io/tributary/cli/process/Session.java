package io.tributary.cli.process;

import io.tributary.stream.net.KeepAliveTransport;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Vert.x instance and the wait of a command that runs until it is told to stop. Belongs to the
 * thread of the command, which must not be an event loop.
 */
public final class Session {

  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  /** A container platform waits a little longer than this before it kills. */
  private static final Duration GRACE = Duration.ofSeconds(9);

  private final ProcessSignals signals;
  private final Vertx vertx;
  private final Deque<String> deployments = new ConcurrentLinkedDeque<>();

  private Session(Vertx vertx, ProcessSignals signals) {
    this.signals = signals;
    this.vertx = vertx;
  }

  /** Of every command: nothing is unpacked from the jar, so that nothing is written to disk. */
  public static VertxOptions options() {
    return new VertxOptions()
        .setFileSystemOptions(new FileSystemOptions().setClassPathResolvingEnabled(false));
  }

  /** What a command does in its session. */
  @FunctionalInterface
  public interface Work {

    /** Returns an exit code. */
    int in(Session session);
  }

  /** Does {@code work}, closes everything and returns how it ended. */
  public static int run(VertxBuilder vertx, ProcessSignals signals, Work work) {
    return run(vertx.withTransport(new KeepAliveTransport()).build(), signals, work);
  }

  /** As {@link #run}, with a Vert.x that joins a cluster first. */
  public static int runClustered(VertxBuilder vertx, ProcessSignals signals, Work work) {
    CompletableFuture<Vertx> joined =
        vertx
            .withTransport(new KeepAliveTransport())
            .buildClustered()
            .toCompletionStage()
            .toCompletableFuture();
    try {
      CompletableFuture.anyOf(joined, signals.stop()).join();
    } catch (CompletionException failed) {
      Throwable why = failed.getCause() == null ? failed : failed.getCause();
      throw new CommandFailure("the cluster could not be joined: " + why, why);
    }
    // Otherwise the signal came first, and what has joined so far ends with the process.
    return joined.isDone() ? run(joined.join(), signals, work) : ExitCode.OK;
  }

  private static int run(Vertx vertx, ProcessSignals signals, Work work) {
    Session session = new Session(vertx, signals);
    int code;
    try {
      code = work.in(session);
    } catch (StoppedEarly asked) {
      code = ExitCode.OK;
    } catch (RuntimeException failure) {
      session.close();
      throw failure;
    }
    return session.close() ? code : ExitCode.FORCED;
  }

  public Vertx vertx() {
    return vertx;
  }

  /** Deploys {@code verticle}; it is undeployed when the session ends. Returns its id. */
  public String deploy(VerticleBase verticle) {
    return await(vertx.deployVerticle(verticle).onSuccess(deployments::push));
  }

  /** The result of {@code future}; its failure is thrown. A signal to stop ends the wait. */
  public <T> T await(Future<T> future) {
    return await(future.toCompletionStage().toCompletableFuture());
  }

  /** As {@link #await(Future)}. */
  public <T> T await(CompletableFuture<T> future) {
    try {
      CompletableFuture.anyOf(future, signals.stop()).join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException cause
          ? cause
          : new CommandFailure(failed.getCause());
    }
    if (!future.isDone()) {
      throw new StoppedEarly();
    }
    return future.join();
  }

  /** Returns when a signal says so. */
  public void awaitStop() {
    signals.stop().join();
  }

  private boolean close() {
    CompletableFuture<Boolean> closed =
        undeployAll()
            .eventually(vertx::close)
            .toCompletionStage()
            .toCompletableFuture()
            .handle((done, failure) -> closed(failure));
    return CompletableFuture.anyOf(closed, signals.force())
        .completeOnTimeout(null, GRACE.toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(how -> closed.isDone())
        .join();
  }

  /** What went wrong is told: the process ends in any case. */
  private static boolean closed(Throwable failure) {
    if (failure != null) {
      LOG.warn("expected everything to stop, got {}", failure.toString());
    }
    return true;
  }

  /** Before the event bus closes, and a moment earlier: consumers still hear how it ends. */
  private Future<?> undeployAll() {
    Future<?> undeployed = Future.succeededFuture();
    for (String id : deployments) {
      undeployed = undeployed.eventually(() -> vertx.undeploy(id));
    }
    return undeployed.eventually(() -> vertx.timer(1));
  }

  /** The stop signal came before the command had anything to stop. */
  private static final class StoppedEarly extends RuntimeException {
    private StoppedEarly() {
      super("stopped", null, false, false);
    }
  }
}
