package io.tributary.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What dashboard, alerts and documents say about metrics is what there is. */
class WatchingFilesTest {

  private static final Path DASHBOARD = Path.of("conf/grafana.json");
  private static final Pattern NAME =
      Pattern.compile("\\b(?:tributary|jvm|process|system|vertx)_[a-z0-9_]+\\b");

  /** These come with the first connection to the server, and with the first collection. */
  private static final Set<String> LATER =
      Set.of("vertx_http_server_active_connections", "jvm_gc_pause_seconds_sum");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "conf/grafana.json",
        "conf/alerts.yml",
        "conf/alerts.test.yml",
        "docs/operations.md"
      })
  void everyMetricThatIsNamedExists(String file) throws IOException {
    assertThat(names(Files.readString(Path.of(file)))).isNotEmpty().isSubsetOf(printed());
  }

  @Test
  void theDashboardShowsEveryMetricOfOurs() throws IOException {
    Set<String> shown = names(Files.readString(DASHBOARD));

    assertThat(printed())
        .filteredOn(name -> name.startsWith("tributary_"))
        // The largest of the last minutes: the dashboard has the quantiles.
        .filteredOn(name -> !name.endsWith("_max") && !name.endsWith("_seconds"))
        .filteredOn(name -> !name.startsWith("tributary_delivery_seconds_"))
        .isSubsetOf(shown);
  }

  @Test
  void panelsOfTheDashboardDoNotOverlap() throws IOException {
    JsonArray panels = new JsonObject(Files.readString(DASHBOARD)).getJsonArray("panels");
    Set<String> taken = new TreeSet<>();
    Set<Integer> ids = new TreeSet<>();
    for (Object each : panels) {
      JsonObject panel = (JsonObject) each;
      JsonObject at = panel.getJsonObject("gridPos");
      assertThat(ids.add(panel.getInteger("id"))).as("id of " + panel).isTrue();
      assertThat(at.getInteger("x") + at.getInteger("w")).isLessThanOrEqualTo(24);
      for (int x = at.getInteger("x"); x < at.getInteger("x") + at.getInteger("w"); x++) {
        for (int y = at.getInteger("y"); y < at.getInteger("y") + at.getInteger("h"); y++) {
          assertThat(taken.add(x + "," + y)).as(panel.getString("title")).isTrue();
        }
      }
    }
  }

  private static Set<String> names(String text) {
    Matcher matcher = NAME.matcher(text);
    return matcher
        .results()
        .map(found -> found.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The names in a page that shows everything once; those of timers also as a whole. */
  private static Set<String> printed() {
    try (PrometheusMetrics metrics = new PrometheusMetrics("test")) {
      StreamFigures figures = new StreamFigures(metrics.streams().meters("prices"));
      EverySeries.use(figures);
      for (NodeSeries series : NodeSeries.values()) {
        metrics.node(series, () -> 1);
      }
      Set<String> names = names(metrics.scrape(true).replaceAll("(\\w+)_count\\b", "$1_count $1"));
      names.addAll(LATER);
      return names;
    }
  }
}
