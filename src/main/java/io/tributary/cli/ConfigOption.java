package io.tributary.cli;

import picocli.CommandLine.Option;

/** Where the configuration is. */
final class ConfigOption {

  @Option(
      names = {"-c", "--config"},
      paramLabel = "PATH",
      defaultValue = "conf/tributary.yaml",
      description = "The configuration, a YAML file (default: ${DEFAULT-VALUE}).")
  private String path;

  String path() {
    return path;
  }
}
