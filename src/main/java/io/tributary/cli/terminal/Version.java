package io.tributary.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
public final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {
      "tributary " + number(), "Java " + Runtime.version() + " on " + System.getProperty("os.name")
    };
  }

  /** The version of this build. */
  public static String number() {
    try (InputStream in = Version.class.getResourceAsStream("/io/tributary/version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
