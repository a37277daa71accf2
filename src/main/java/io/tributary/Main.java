package io.tributary;

import io.tributary.cli.Commands;
import io.tributary.cli.process.ExitCode;

/** Where {@code tributary.jar} begins and the only place that ends its process. */
public final class Main {

  private Main() {}

  /** Runs a command; see {@code --help}. */
  public static void main(String[] args) {
    // Before the first class of Vert.x: it looks once.
    System.setProperty(
        "vertx.logger-delegate-factory-class-name",
        "io.vertx.core.logging.SLF4JLogDelegateFactory");
    // What it says of a file that it cannot read comes before it has read there where to say it.
    System.setProperty("hazelcast.logging.type", "slf4j");
    int code = Commands.ofProcess(() -> Runtime.getRuntime().halt(ExitCode.HALTED)).execute(args);
    if (code == ExitCode.FORCED) {
      // Something hangs: no shutdown hook may wait for it.
      Runtime.getRuntime().halt(code);
    }
    System.exit(code);
  }
}
