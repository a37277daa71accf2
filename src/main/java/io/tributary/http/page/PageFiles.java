package io.tributary.http.page;

import io.tributary.http.answer.Content;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;

/**
 * The static files: the page and the description of the API. A fixed list, held in memory, so that
 * no request names a file and nothing is written to a disk that may be read-only.
 */
public final class PageFiles {

  private static final String HTML = "text/html; charset=utf-8";
  private static final String CSS = "text/css; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String SVG = "image/svg+xml";

  /** Path to file and type. */
  private static final Map<String, String[]> FILES =
      Map.ofEntries(
          file("/", "index.html", HTML),
          file("/page/style.css", "style.css", CSS),
          file("/page/icon.svg", "icon.svg", SVG),
          file("/page/main.js", "main.js", SCRIPT),
          file("/page/service.js", "service.js", SCRIPT),
          file("/page/list.js", "list.js", SCRIPT),
          file("/page/detail.js", "detail.js", SCRIPT),
          file("/page/dialogs.js", "dialogs.js", SCRIPT),
          file("/page/events.js", "events.js", SCRIPT),
          file("/page/theme.js", "theme.js", SCRIPT),
          file("/page/rates.js", "rates.js", SCRIPT),
          file("/page/charts.js", "charts.js", SCRIPT),
          file("/page/text.js", "text.js", SCRIPT),
          file("/openapi.yaml", "openapi.yaml", "application/yaml"));

  private static final String CHART_POM = "/META-INF/maven/org.webjars.npm/chart.js/pom.properties";
  private static final String CHART_FILE =
      "/META-INF/resources/webjars/chart.js/%s/dist/chart.umd.js";

  private PageFiles() {}

  /** Adds the routes. Reads every file, and so takes some milliseconds. */
  public static void route(Router router) {
    FILES.forEach(
        (path, file) ->
            serve(router, path, new Content(file[1], read("/io/tributary/page/" + file[0]))));
    serve(router, "/page/chart.js", new Content(SCRIPT, read(chartFile())));
  }

  private static void serve(Router router, String path, Content content) {
    router.get(path).handler(call -> send(call, content));
  }

  private static void send(RoutingContext call, Content content) {
    // They change with the service only, which a running page shall notice.
    call.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    content.send(call.request());
  }

  private static String chartFile() {
    Properties pom = new Properties();
    try (InputStream in = open(CHART_POM)) {
      pom.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return CHART_FILE.formatted(pom.getProperty("version"));
  }

  private static Buffer read(String resource) {
    try (InputStream in = open(resource)) {
      return Buffer.buffer(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String resource) {
    InputStream in = PageFiles.class.getResourceAsStream(resource);
    if (in == null) {
      throw new IllegalStateException(resource + " is missing on the class path");
    }
    return in;
  }

  private static Map.Entry<String, String[]> file(String path, String name, String type) {
    return Map.entry(path, new String[] {name, type});
  }
}
