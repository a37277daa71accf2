package io.tributary.it.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Draws who emitted for which API and when: a row for each API, a colour for each node. */
final class Timeline {

  private static final int WIDTH = 1100;
  private static final int TOP = 70;
  private static final int ROW = 4;
  private static final int MOST_ROWS = 100;
  private static final double GAP_SECONDS = 2;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final List<String> COLOURS = List.of("#3b76b8", "#e0a030", "#4a9d6f", "#8a63b0");

  private final Map<String, List<Emission>> byApi;
  private final List<Fault> faults;
  private final long start;
  private final long end;
  private final Map<Integer, StringBuilder> paths = new TreeMap<>();
  private final StringBuilder gaps = new StringBuilder();

  Timeline(Map<String, List<Emission>> byApi, List<Fault> faults) {
    this.byApi = byApi;
    this.faults = faults;
    this.start = byApi.values().stream().mapToLong(them -> them.get(0).at()).min().orElseThrow();
    this.end =
        byApi.values().stream()
            .mapToLong(them -> them.get(them.size() - 1).at())
            .max()
            .orElseThrow();
  }

  /** The picture as SVG. */
  String svg() {
    List<List<Emission>> rows = rows();
    for (int i = 0; i < rows.size(); i++) {
      row(rows.get(i), TOP + i * ROW);
    }
    int height = TOP + rows.size() * ROW + 30;
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' font-family='sans-serif'"
            .formatted(WIDTH + 20, height));
    svg.append(" font-size='11'>\n<rect width='100%' height='100%' fill='white'/>\n");
    legend(svg, rows.size());
    faults(svg, rows.size());
    int[] colour = {0};
    paths.forEach((node, path) -> path(svg, path, COLOURS.get(colour[0]++ % COLOURS.size())));
    path(svg, gaps, "#d02020");
    axis(svg, height);
    return svg.append("</svg>\n").toString();
  }

  private List<List<Emission>> rows() {
    List<List<Emission>> all = new ArrayList<>(byApi.values());
    int step = Math.max(1, (all.size() + MOST_ROWS - 1) / MOST_ROWS);
    List<List<Emission>> rows = new ArrayList<>();
    for (int i = 0; i < all.size(); i += step) {
      rows.add(all.get(i));
    }
    return rows;
  }

  private void row(List<Emission> emissions, int y) {
    Emission first = emissions.get(0);
    Emission before = first;
    for (Emission emission : emissions) {
      boolean gap = emission.at() - before.at() > GAP_SECONDS * NANOS_PER_SECOND;
      if (emission.node() != first.node() || gap) {
        line(paths.computeIfAbsent(first.node(), none -> new StringBuilder()), first, before, y);
        if (gap) {
          line(gaps, before, emission, y);
        }
        first = emission;
      }
      before = emission;
    }
    line(paths.computeIfAbsent(first.node(), none -> new StringBuilder()), first, before, y);
  }

  private void line(StringBuilder path, Emission from, Emission to, int y) {
    path.append("M%s %dH%s".formatted(x(from.at()), y, x(to.at())));
  }

  private String x(long at) {
    return String.format(Locale.ROOT, "%.1f", 10 + (double) (at - start) / (end - start) * WIDTH);
  }

  private static void path(StringBuilder svg, StringBuilder path, String colour) {
    svg.append("<path stroke='%s' stroke-width='%d' d='".formatted(colour, ROW - 1));
    svg.append(path).append("'/>\n");
  }

  private void legend(StringBuilder svg, int rows) {
    svg.append(
        "<text x='10' y='16'>Who emits: a row for each of %d of %d APIs, a colour for each node;"
            .formatted(rows, byApi.size()));
    svg.append(" red: longer than %d s without an event.</text>\n".formatted((int) GAP_SECONDS));
  }

  private void faults(StringBuilder svg, int rows) {
    int bottom = TOP + rows * ROW;
    for (int i = 0; i < faults.size(); i++) {
      Fault fault = faults.get(i);
      String at = x(fault.from());
      int y = 30 + 10 * (i % 4);
      svg.append("<path stroke='#999' stroke-width='0.5' d='M%s %dV%d'/>".formatted(at, y, bottom));
      svg.append("<text x='%s' y='%d' font-size='9'>".formatted(at, y));
      svg.append(fault.kind().name().toLowerCase(Locale.ROOT)).append(' ');
      svg.append(fault.host() % 10).append("</text>\n");
    }
  }

  private void axis(StringBuilder svg, int height) {
    long seconds = (end - start) / (long) NANOS_PER_SECOND;
    for (long second = 0; second <= seconds; second += 60) {
      String at = x(start + second * (long) NANOS_PER_SECOND);
      svg.append("<text x='%s' y='%d'>%d s</text>\n".formatted(at, height - 8, second));
    }
  }
}
