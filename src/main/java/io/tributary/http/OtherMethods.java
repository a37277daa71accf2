package io.tributary.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Refuses methods that a path does not take, and names those it takes (RFC 9110, 10.2.1). */
final class OtherMethods {

  private static final int METHOD_NOT_ALLOWED = 405;

  private OtherMethods() {}

  /** To be called last: paths that are routed later are not known here. */
  static void route(Router router) {
    allowed(router)
        .forEach(
            (path, methods) ->
                router
                    .route(path)
                    .handler(
                        call -> {
                          call.response().putHeader(HttpHeaders.ALLOW, methods);
                          call.fail(METHOD_NOT_ALLOWED);
                        }));
  }

  private static Map<String, String> allowed(Router router) {
    return router.getRoutes().stream()
        .filter(route -> route.methods() != null && route.getPath() != null)
        .collect(
            Collectors.groupingBy(
                Route::getPath,
                TreeMap::new,
                Collectors.flatMapping(
                    route -> route.methods().stream().map(HttpMethod::name),
                    Collectors.collectingAndThen(
                        Collectors.toCollection(TreeSet::new),
                        names -> String.join(", ", names)))));
  }
}
