package io.tributary.bench.report;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** A table of results. */
public record Table(String title, List<String> columns, List<List<String>> rows) {

  /** A table whose rows are still to come. */
  public static Table of(String title, String... columns) {
    return new Table(title, List.of(columns), new ArrayList<>());
  }

  /** Adds a row. */
  public Table row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  /** The row that was added last. */
  public List<String> last() {
    return rows.get(rows.size() - 1);
  }

  JsonObject toJson() {
    JsonArray lines = new JsonArray();
    rows.forEach(row -> lines.add(new JsonArray(row)));
    return new JsonObject()
        .put("title", title)
        .put("columns", new JsonArray(columns))
        .put("rows", lines);
  }

  /** Markdown, of the table or of what {@link #toJson} made of it. */
  static String markdown(JsonObject table) {
    StringBuilder text = new StringBuilder("### ").append(table.getString("title")).append("\n\n");
    JsonArray columns = table.getJsonArray("columns");
    line(text, columns);
    text.append("|---").append("|---:".repeat(columns.size() - 1)).append("|\n");
    table.getJsonArray("rows").forEach(row -> line(text, (JsonArray) row));
    return text.append('\n').toString();
  }

  private static void line(StringBuilder text, JsonArray cells) {
    cells.forEach(cell -> text.append("| ").append(cell).append(' '));
    text.append("|\n");
  }
}
