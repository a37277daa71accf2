package io.tributary.it;

import io.vertx.core.Deployable;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.spi.VerticleFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/**
 * Gets a {@link RecordingConsumer} into a process whose main class knows nothing of it: Vert.x
 * looks for factories of verticles on the class path and makes itself known to each. This one makes
 * none.
 */
public final class ConsumerInside implements VerticleFactory {

  /** The system property that names the file of the record. */
  static final String RECORD = "record";

  /** The address that is consumed. */
  static final String ADDRESS = "work";

  @Override
  public void init(Vertx vertx) {
    vertx.runOnContext(
        ready -> vertx.deployVerticle(consumer()).onFailure(Throwable::printStackTrace));
  }

  private static RecordingConsumer consumer() {
    try {
      Path record = Path.of(System.getProperty(RECORD));
      return new RecordingConsumer(ADDRESS, new SoakRecord.Writer(record));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String prefix() {
    return "recording";
  }

  @Override
  public void createVerticle2(
      String verticleName, ClassLoader loader, Promise<Callable<? extends Deployable>> made) {
    made.fail("expected nobody to ask for " + verticleName);
  }
}
