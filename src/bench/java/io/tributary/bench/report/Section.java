package io.tributary.bench.report;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What came of one scenario. */
public final class Section {

  private final String title;
  private final String about;
  private final List<Table> tables = new ArrayList<>();
  private final List<Bar> bars = new ArrayList<>();
  private final JsonObject samples = new JsonObject();

  /**
   * A section that is still empty.
   *
   * @param about what is measured, and how
   */
  public Section(String title, String about) {
    this.title = title;
    this.about = about;
  }

  /** Adds a table. */
  public void add(Table table) {
    tables.add(table);
  }

  /** Adds a bar. */
  public void add(Bar bar) {
    bars.add(bar);
  }

  /** Keeps every single measurement of a workload, for the JSON file only. */
  public void keep(String workload, Map<String, Samples> measured) {
    JsonObject kept = new JsonObject();
    measured.forEach(
        (contender, all) -> {
          JsonArray rounds = new JsonArray();
          all.all()
              .forEach(
                  it ->
                      rounds.add(
                          new JsonArray()
                              .add(it.events())
                              .add(it.nanos())
                              .add(it.cpuNanos())
                              .add(it.allocatedBytes())));
          kept.put(contender, rounds);
        });
    samples.put(workload, kept);
  }

  JsonObject toJson() {
    JsonArray tablesJson = new JsonArray();
    tables.forEach(table -> tablesJson.add(table.toJson()));
    JsonArray barsJson = new JsonArray();
    bars.forEach(bar -> barsJson.add(bar.toJson()));
    return new JsonObject()
        .put("title", title)
        .put("about", about)
        .put("tables", tablesJson)
        .put("bars", barsJson)
        .put("samples", samples);
  }

  /** Markdown of what {@link #toJson} made. */
  static String markdown(JsonObject section) {
    StringBuilder text = new StringBuilder("## ").append(section.getString("title")).append("\n\n");
    text.append(section.getString("about")).append("\n\n");
    section
        .getJsonArray("tables")
        .forEach(table -> text.append(Table.markdown((JsonObject) table)));
    return text.toString();
  }
}
