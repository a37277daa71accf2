package io.tributary.bench.report;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The results as they are kept: a JSON file with everything, and the page that is made of it. A
 * scenario that runs again replaces its section, the others stay.
 */
public final class Page {

  private final Path json;
  private final Path page;
  private final List<String> order;
  private final JsonObject sections;

  private Page(Path json, Path page, List<String> order, JsonObject sections) {
    this.json = json;
    this.page = page;
    this.order = order;
    this.sections = sections;
  }

  /**
   * The page in this directory, with what it already says.
   *
   * @param order of the scenarios
   */
  public static Page in(Path directory, List<String> order) throws IOException {
    Path json = directory.resolve("performance.json");
    JsonObject before =
        Files.exists(json) ? new JsonObject(Files.readString(json)) : new JsonObject();
    return new Page(json, directory.resolve("performance.md"), order, before);
  }

  /** Writes both files. */
  public void put(String scenario, Section section) throws IOException {
    sections.put(scenario, section.toJson().put("machine", Machine.describe()));
    StringBuilder lines = new StringBuilder();
    order.stream()
        .filter(sections::containsKey)
        .forEach(name -> line(lines, name, sections.getJsonObject(name)));
    Files.writeString(json, "{" + lines + "\n}\n");
    Files.writeString(page, markdown());
  }

  /** A line for each part, so that a difference can be read. */
  private static void line(StringBuilder lines, String name, JsonObject section) {
    lines.append(lines.length() == 0 ? "\n" : ",\n").append('"').append(name).append("\": {");
    String end = "\n";
    for (String key : section.fieldNames()) {
      String part = new JsonObject().put(key, section.getValue(key)).encode();
      lines.append(end).append("  ").append(part, 1, part.length() - 1);
      end = ",\n";
    }
    lines.append("\n}");
  }

  private String markdown() {
    StringBuilder text =
        new StringBuilder(
            """
            # Performance

            Written by `mvn -q -Pbench verify`, which measures every scenario;
            `mvn -q -Pbench verify -Dbench.args="firehose"` measures one and replaces its section,
            `--quick` takes a quarter of an hour for all instead of a half. Ratios compare what ran in turns in the
            same minutes; everything else depends on the machine. Every measurement is in
            `performance.json`. [What speed was bought with, and where it ends](decisions/speed.md)
            says why some bars are missed.

            """);
    text.append(bars());
    order.stream()
        .filter(sections::containsKey)
        .map(sections::getJsonObject)
        .forEach(
            section ->
                text.append(Section.markdown(section))
                    .append("Measured on ")
                    .append(section.getString("machine"))
                    .append(".\n\n"));
    return text.toString().stripTrailing() + "\n";
  }

  private String bars() {
    StringBuilder text =
        new StringBuilder("## Bars\n\n| bar | at most | reached | |\n|---|---:|---:|---|\n");
    sections.stream()
        .map(entry -> (JsonObject) entry.getValue())
        .flatMap(section -> section.getJsonArray("bars").stream())
        .map(JsonObject.class::cast)
        .sorted((a, b) -> a.getInteger("number").compareTo(b.getInteger("number")))
        .forEach(bar -> text.append(row(bar)));
    return text.append('\n').toString();
  }

  private static String row(JsonObject bar) {
    return "| %d. %s | %s %s | %s | %s |%n"
        .formatted(
            bar.getInteger("number"),
            bar.getString("what"),
            Numbers.plain(bar.getDouble("limit")),
            bar.getString("unit"),
            Numbers.plain(bar.getDouble("reached")),
            bar.getBoolean("met") ? "met" : "not met");
  }

  /** The bars of a scenario, for the terminal. */
  public String bars(String scenario) {
    StringBuilder text = new StringBuilder();
    JsonArray all = sections.getJsonObject(scenario).getJsonArray("bars");
    all.forEach(bar -> text.append(row((JsonObject) bar)));
    return text.toString();
  }

  /** The section of a scenario, for the terminal. */
  public String section(String scenario) {
    return Section.markdown(sections.getJsonObject(scenario));
  }
}
