package io.tributary.cli.terminal;

import picocli.CommandLine.Option;

/** Where the configuration is. */
public final class ConfigOption {

  @Option(
      names = {"-c", "--config"},
      paramLabel = "PATH",
      defaultValue = "conf/tributary.yaml",
      description = "The configuration, a YAML file (default: ${DEFAULT-VALUE}).")
  private String path;

  public String path() {
    return path;
  }
}
