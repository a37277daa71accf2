package io.tributary.bench.scenario;

import io.tributary.bench.process.Child;
import io.tributary.bench.report.Numbers;
import io.tributary.bench.report.Sample;
import io.tributary.bench.report.Samples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Contenders that take turns: each in a process of its own, all warm, one measured after the other,
 * over and over. Whatever else the machine does meets all of them.
 */
final class Contest {

  private final Lab lab;
  private final Child server;
  private final String path;
  private final Map<String, Child> clients = new LinkedHashMap<>();
  private final Map<String, List<Sample>> measured = new LinkedHashMap<>();

  private Contest(Lab lab, Child server, String path) {
    this.lab = lab;
    this.server = server;
    this.path = path;
  }

  /** Measures all of them, at this path of the server. */
  static Map<String, Samples> among(Lab lab, Child server, String path, List<String> variants) {
    Contest contest = new Contest(lab, server, path);
    try {
      variants.forEach(contest::warmUp);
      for (int round = 1; round <= lab.options().runs(); round++) {
        contest.round(round);
      }
    } finally {
      contest.clients.values().forEach(Child::close);
    }
    Map<String, Samples> result = new LinkedHashMap<>();
    contest.measured.forEach((variant, samples) -> result.put(variant, new Samples(samples)));
    return result;
  }

  private void warmUp(String variant) {
    Child client = lab.client(variant, server, path);
    clients.put(variant, client);
    measured.put(variant, new ArrayList<>());
    run(variant, client, "warm", lab.options().warmMillis());
  }

  private void round(int round) {
    clients.forEach(
        (variant, client) -> {
          List<Sample> samples = measured.get(variant);
          // What stalled once is not waited for again.
          if (samples.isEmpty() || samples.get(0).events() > 0) {
            String which = round + "/" + lab.options().runs();
            samples.add(run(variant, client, which, lab.options().runMillis()));
          }
        });
  }

  private Sample run(String variant, Child client, String which, int millis) {
    Sample sample = Sample.of(client.ask("run " + millis));
    lab.say(
        "%s %s %s: %s ns/event, %s events/s"
            .formatted(
                path, which, variant, Numbers.round(sample.cpu()), Numbers.round(sample.rate())));
    return sample;
  }
}
