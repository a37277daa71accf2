package io.tributary.metrics;

import java.util.Optional;

/**
 * Every metric of the service: the only place where one is named. Prometheus is told a name with
 * underscores and its unit behind it; counters end in {@code _total}, timers in {@code _seconds}.
 * Each is labelled {@value #API} and at most one thing more, of a small fixed set of values: never
 * an id or an address.
 */
public enum Series {
  EVENTS("tributary.events", "Events received from the upstream"),
  BYTES("tributary.bytes", "Bytes received in event streams"),
  ERRORS("tributary.errors", "Errors, as published at NAME.error", "type"),
  CONNECTS("tributary.connects", "Connection attempts that came to an outcome", "outcome"),
  RECONNECTS("tributary.reconnects", "Connection attempts after the first"),
  STATE("tributary.state", "1 for the state the stream is in, 0 for those it was in", "state"),
  LAST_EVENT("tributary.last.event.timestamp", "When the last event arrived, Unix time", Unit.S),
  IN_FLIGHT("tributary.in.flight", "Events sent and not yet acknowledged (request mode)"),
  REDELIVERIES("tributary.redeliveries", "Events sent once more (request mode)"),
  DEAD_LETTERS("tributary.dead.letters", "Events given up on and sent to the dead letter address"),
  SKIPPED("tributary.skipped", "Events that were received but not delivered", "reason"),
  DELIVERY("tributary.delivery", "From sending an event to its acknowledgement (request mode)"),
  SCRIPT("tributary.script", "Runs of snippets"),
  SCRIPT_FAILURES("tributary.script.failures", "Runs of snippets that failed", "reason"),
  EPOCH("tributary.epoch", "Grows whenever another node takes the API over (cluster)"),
  CHECKPOINT_AGE(
      "tributary.checkpoint.age", "How long the oldest unsaved position has waited", Unit.S);

  /** The label of every series of a stream. */
  public static final String API = "api";

  /** An attempt that became an open stream. */
  public static final String OPENED = "opened";

  /** An attempt that did not. */
  public static final String FAILED = "failed";

  /** An event of a type that {@code delivery.events} leaves out. */
  public static final String FILTERED = "filtered";

  /** An event above {@code maxEventSize}. */
  public static final String OVERSIZE = "oversize";

  /** An event that had to be JSON and is not. */
  public static final String UNDECODABLE = "undecodable";

  /** Code that ended by an error of its own. */
  public static final String ERROR = "error";

  /** Code that was ended, since it used up its time or its memory. */
  public static final String KILLED = "killed";

  /** Code that was not run, since it was killed too often. */
  public static final String SUSPENDED = "suspended";

  /** The build, as Prometheus prints it; Micrometer itself would cut {@code _info} off. */
  static final String BUILD_INFO = "tributary_build_info";

  /** Whether the service does what it is asked to: 1, or 0 where {@code /health/ready} fails. */
  static final String READY = "tributary.ready";

  static final String BUILD_VERSION = "version";
  static final String BUILD_JAVA = "java";

  /**
   * Upper bounds of the delivery histogram, milliseconds. They reach as far as an acknowledgement
   * may usefully take.
   */
  static final long[] DELIVERY_BUCKETS = {1, 5, 10, 50, 100, 500, 1_000, 5_000, 30_000};

  private enum Unit {
    NONE,
    S
  }

  private final String meter;
  private final String help;
  private final String tag;
  private final Unit unit;

  Series(String meter, String help) {
    this(meter, help, "", Unit.NONE);
  }

  Series(String meter, String help, String tag) {
    this(meter, help, tag, Unit.NONE);
  }

  Series(String meter, String help, Unit unit) {
    this(meter, help, "", unit);
  }

  Series(String meter, String help, String tag, Unit unit) {
    this.meter = meter;
    this.help = help;
    this.tag = tag;
    this.unit = unit;
  }

  /** Its name to Micrometer. */
  String meter() {
    return meter;
  }

  String help() {
    return help;
  }

  /** What the second label is called, where there is one. */
  Optional<String> tag() {
    return tag.isEmpty() ? Optional.empty() : Optional.of(tag);
  }

  /** Its name to Prometheus, where it is no timer; counters get an ending besides. */
  String printed() {
    return meter.replace('.', '_') + (unit == Unit.S ? "_seconds" : "");
  }
}
