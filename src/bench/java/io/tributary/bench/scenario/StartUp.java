package io.tributary.bench.scenario;

import io.tributary.bench.process.Child;
import io.tributary.bench.process.FirstEvent;
import io.tributary.bench.report.Bar;
import io.tributary.bench.report.Numbers;
import io.tributary.bench.report.Section;
import io.tributary.bench.report.Table;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** How long a fresh process takes to its first event. */
public final class StartUp implements Scenario {

  private static final String ABOUT =
      """
      From the start of a process to the first event at a consumer of the bus: `tributary.jar` as \
      `run` starts it, with its page, metrics and checkpoints. With a class data archive that an \
      earlier run left (`-XX:ArchiveClassesAtExit`), and on a JDK from 25 on with an AOT cache \
      (`-XX:AOTCache`).""";

  private static final Path JAR = Path.of("target", "tributary.jar");
  private static final int AOT_SINCE = 25;
  private static final double NANOS_PER_SECOND = 1e9;

  @Override
  public Section run(Lab lab) {
    if (!Files.exists(JAR)) {
      throw new IllegalStateException("expected " + JAR + ": mvn -q -DskipTests package");
    }
    Table table = Table.of("Seconds to the first event", "", "median", "fastest", "slowest");
    double best;
    try (Child server = lab.server("paced")) {
      server.ask("pace 100 1 100");
      Path work = Files.createTempDirectory("bench");
      Path consumer = jarOf(work, FirstEvent.class);
      Launch launch = new Launch(consumer, work, server.greeting());
      best = row(lab, table, "plain", launch, List.of());
      Path archive = work.resolve("classes.jsa");
      launch.seconds(List.of("-XX:ArchiveClassesAtExit=" + archive));
      best = row(lab, table, "with CDS", launch, List.of("-XX:SharedArchiveFile=" + archive));
      if (Runtime.version().feature() >= AOT_SINCE) {
        Path cache = work.resolve("classes.aot");
        launch.seconds(List.of("-XX:AOTCacheOutput=" + cache));
        best = row(lab, table, "with an AOT cache", launch, List.of("-XX:AOTCache=" + cache));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Section section = new Section("Start-up", ABOUT);
    section.add(table);
    section.add(new Bar(8, "first event after the start, with the cache", 1.0, best, "s"));
    return section;
  }

  private static double row(Lab lab, Table table, String how, Launch launch, List<String> jvm) {
    double[] seconds = new double[lab.options().runs()];
    for (int run = 0; run < seconds.length; run++) {
      seconds[run] = launch.seconds(jvm);
      lab.say(how + ": " + Numbers.ratio(seconds[run]) + " s");
    }
    Arrays.sort(seconds);
    double median = seconds[seconds.length / 2];
    table.row(
        how,
        Numbers.ratio(median),
        Numbers.ratio(seconds[0]),
        Numbers.ratio(seconds[seconds.length - 1]));
    return median;
  }

  /** An archive of classes wants jars only. */
  private static Path jarOf(Path directory, Class<?> type) throws IOException {
    Path jar = directory.resolve("consumer.jar");
    String file = type.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        InputStream in = type.getClassLoader().getResourceAsStream(file)) {
      out.putNextEntry(new JarEntry(file));
      in.transferTo(out);
    }
    return jar;
  }

  /** How a process is started. */
  private record Launch(Path consumer, Path work, String port) {

    /** Runs it until its first event. */
    double seconds(List<String> jvm) {
      List<String> command = new ArrayList<>(List.of(Child.java()));
      command.addAll(jvm);
      String url = "http://127.0.0.1:" + port + "/paced";
      command.addAll(
          List.of("-cp", JAR + ":" + consumer, FirstEvent.class.getName(), url, work.toString()));
      try {
        long began = System.nanoTime();
        Process process =
            new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        double seconds = (firstEvent(process) - began) / NANOS_PER_SECOND;
        process.waitFor();
        return seconds;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private static long firstEvent(Process process) throws IOException {
      try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
        String line = lines.readLine();
        while (line != null && !line.equals(FirstEvent.ARRIVED)) {
          line = lines.readLine();
        }
        long now = System.nanoTime();
        if (line == null) {
          throw new IllegalStateException("expected a first event, got none");
        }
        lines.lines().forEach(rest -> {});
        return now;
      }
    }
  }
}
