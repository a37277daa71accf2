package io.tributary.testkit;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The objects that are alive in this process, counted by class after a collection. Takes a while.
 */
public final class LiveObjects {

  private final Map<String, Long> instances = new HashMap<>();
  private long bytes;

  private LiveObjects(String histogram) {
    for (String line : histogram.split("\n", -1)) {
      // "   7:        1234      56789  java.lang.String (java.base@17)"
      String[] words = line.strip().split("\\s+", -1);
      if (words.length >= 4 && words[0].endsWith(":")) {
        instances.merge(words[3], Long.parseLong(words[1]), Long::sum);
        bytes += Long.parseLong(words[2]);
      }
    }
  }

  /** Collects garbage and counts. */
  public static LiveObjects count() {
    try {
      ObjectName diagnostics = new ObjectName("com.sun.management:type=DiagnosticCommand");
      Object histogram =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  diagnostics,
                  "gcClassHistogram",
                  new Object[] {null},
                  new String[] {String[].class.getName()});
      return new LiveObjects((String) histogram);
    } catch (JMException e) {
      throw new AssertionError("expected a class histogram", e);
    }
  }

  /** Instances of the class of that name. */
  public long of(String className) {
    return instances.getOrDefault(className, 0L);
  }

  /** Bytes of all live objects. */
  public long bytes() {
    return bytes;
  }
}
