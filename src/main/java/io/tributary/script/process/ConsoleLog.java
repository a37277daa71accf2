package io.tributary.script.process;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Where the console lines of one API go: the log, at a bounded rate. Used by one thread at a time.
 */
final class ConsoleLog {

  private static final Logger LOG = LoggerFactory.getLogger("io.tributary.script.console");

  /** This many lines at once; after that as many a second as {@link #PER_SECOND}. */
  private static final double BURST = 200;

  private static final double PER_SECOND = 20;

  private final String apiName;
  private double allowed = BURST;
  private long refilledAt = System.nanoTime();
  private long leftOut;

  ConsoleLog(String apiName) {
    this.apiName = apiName;
  }

  /**
   * A line of the console.
   *
   * @param method the name of the method of {@code console}
   * @param line of the snippet; empty: not known
   */
  void line(String method, String line, String text) {
    if (!admitted()) {
      leftOut++;
      return;
    }
    if (leftOut > 0) {
      LOG.warn("api={} {} console lines were left out: too many", apiName, leftOut);
      leftOut = 0;
    }
    LOG.atLevel(level(method)).log("api={} line={} {}", apiName, line, printable(text));
  }

  private boolean admitted() {
    long now = System.nanoTime();
    double seconds = (now - refilledAt) / (double) TimeUnit.SECONDS.toNanos(1);
    refilledAt = now;
    allowed = Math.min(BURST, allowed + seconds * PER_SECOND);
    if (allowed < 1) {
      return false;
    }
    allowed--;
    return true;
  }

  private static Level level(String method) {
    return switch (method) {
      case "error" -> Level.ERROR;
      case "warn" -> Level.WARN;
      case "debug" -> Level.DEBUG;
      default -> Level.INFO;
    };
  }

  /** What a server sends must not look like lines of our own. */
  private static String printable(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.chars()
        .forEach(
            c -> {
              switch (c) {
                case '\n' -> printable.append("\\n");
                case '\r' -> printable.append("\\r");
                case '\t' -> printable.append('\t');
                default -> printable.append(Character.isISOControl(c) ? '�' : (char) c);
              }
            });
    return printable.toString();
  }
}
