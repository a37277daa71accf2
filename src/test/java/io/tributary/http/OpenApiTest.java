package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.HttpConfig;
import io.tributary.stream.Streams;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The description of the API says what is served, all of it and nothing else. */
@ExtendWith(VertxExtension.class)
class OpenApiTest {

  private static final Set<String> METHODS = Set.of("get", "post", "put", "delete");

  @Test
  void describesWhatIsServed(Vertx vertx) throws IOException {
    Router router = Router.router(vertx);
    face(vertx).route(router);

    Set<String> served =
        router.getRoutes().stream()
            .filter(route -> route.methods() != null && route.getPath() != null)
            // The parts of the page are its own business.
            .filter(route -> !route.getPath().startsWith("/page/"))
            .map(OpenApiTest::operation)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(described()).containsExactlyElementsOf(served);
  }

  private static HttpFace face(Vertx vertx) {
    return new HttpFace(
        vertx,
        new HttpConfig("127.0.0.1", 0, Optional.empty(), Optional.empty()),
        new Streams(),
        command -> Future.succeededFuture(new JsonArray()),
        HealthChecks.create(vertx),
        Optional.of(isReady -> ""));
  }

  private static String operation(Route route) {
    HttpMethod method = route.methods().iterator().next();
    return method.name() + " " + route.getPath().replaceAll(":(\\w+)", "{$1}");
  }

  private static Set<String> described() throws IOException {
    try (InputStream in =
        OpenApiTest.class.getResourceAsStream("/io/tributary/page/openapi.yaml")) {
      Map<?, ?> document =
          (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(in);
      Set<String> operations = new TreeSet<>();
      ((Map<?, ?>) document.get("paths"))
          .forEach(
              (path, item) ->
                  ((Map<?, ?>) item)
                      .keySet().stream()
                          .map(Object::toString)
                          .filter(METHODS::contains)
                          .forEach(
                              method ->
                                  operations.add(method.toUpperCase(Locale.ROOT) + " " + path)));
      return operations;
    }
  }
}
