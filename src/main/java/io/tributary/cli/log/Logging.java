package io.tributary.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import io.tributary.cli.log.LogOptions.Format;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of the process: one line a record on standard error. Nothing here runs when the service
 * is embedded, so that it never changes the log of somebody else's process.
 */
final class Logging {

  private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %logger{0} %msg%n";

  private Logging() {}

  /**
   * Replaces whatever is configured, unless the user has a Logback file of his own.
   *
   * @param level of our own log; other libraries are quieter
   */
  static void configure(Format format, Level level) {
    if (System.getProperty("logback.configurationFile") != null
        || !(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      return;
    }
    context.reset();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(encoder(format, context));
    appender.start();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.addAppender(appender);
    root.setLevel(Level.toLevel(Math.max(level.toInt(), Level.WARN_INT)));
    context.getLogger("io.tributary").setLevel(level);
    // Vert.x registers the gauge of its server's connections again with each of them.
    context.getLogger("io.micrometer.core.instrument.MeterRegistry").setLevel(Level.ERROR);
  }

  private static Encoder<ILoggingEvent> encoder(Format format, LoggerContext context) {
    if (format == Format.json) {
      JsonLines json = new JsonLines();
      json.setContext(context);
      json.start();
      return json;
    }
    PatternLayoutEncoder text = new PatternLayoutEncoder();
    text.setContext(context);
    text.setCharset(StandardCharsets.UTF_8);
    text.setPattern(PATTERN);
    text.start();
    return text;
  }
}
