package io.tributary.config;

import io.vertx.core.json.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads one API: above all what its request is. */
final class ApiReader {

  private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";
  private static final ValueType<String> METHOD =
      ValueType.matching(TOKEN, "an HTTP method", "GET");
  private static final ValueType<String> HEADER_NAME =
      ValueType.matching(TOKEN, "an HTTP header name (RFC 9110)", "x");
  private static final ValueType<String> HEADER_VALUE =
      ValueType.scalarText(
          "[\\t\\x20-\\x7e\\x80-\\x{10ffff}]*",
          "text, a number or true or false, without control characters");
  private static final ValueType<String> PARAMETER_NAME = ValueType.text();
  private static final ValueType<String> PARAMETER_VALUE =
      ValueType.scalarText("(?s).*", "text, a number or true or false");

  /** Headers that describe the connection or the stream, which is not the user's to say. */
  private static final Map<String, String> OUR_HEADERS =
      Map.of(
          "connection", "is set by the connection itself",
          "content-length", "is set by the connection itself",
          "transfer-encoding", "is set by the connection itself",
          "last-event-id", "is set by the stream; its first value is sseOptions.lastEventId");

  private static final List<String> WITHOUT_STREAM = List.of("CONNECT", "HEAD", "TRACE");

  private enum Type {
    SSE
  }

  private ApiReader() {}

  static ApiDefinition read(String name, ConfigReader in) {
    in.required("type", ValueType.choice(Type.class));
    URI url = in.requiredUnder("url", "uri", ValueType.httpUrl());
    Optional<Object> body = in.optional("body", ValueType.textOrJson());
    Map<String, String> headers = headers(in);
    Optional<Authorization> authorization = authorization(in, headers);
    return new ApiDefinition(
        name,
        withParameters(url, in.scalars("parameters", PARAMETER_NAME, PARAMETER_VALUE)),
        method(in, body.isPresent()),
        body.map(content -> content instanceof String text ? text : Json.encode(content)),
        in.value("autoStart", ValueType.flag(), true),
        body.isPresent() && !(body.get() instanceof String) ? withJsonType(headers) : headers,
        authorization,
        in.optionalSection("sslConfig", SslConfig::read),
        in.optionalSection("proxy", ProxyConfig::read),
        in.section("sseOptions", SseOptions::read),
        in.section("delivery", it -> DeliveryConfig.read(it, name)),
        in.oneOrMany("onResponse", Action::read).stream().flatMap(Optional::stream).toList(),
        in.oneOrMany("onError", Action::read).stream().flatMap(Optional::stream).toList());
  }

  private static String method(ConfigReader in, boolean withBody) {
    String method = in.value("method", METHOD, "GET").toUpperCase(Locale.ROOT);
    in.check(
        !WITHOUT_STREAM.contains(method),
        "method",
        "must be a method whose response can be a stream, was \"" + method + "\"");
    in.check(
        !withBody || !method.equals("GET") || !in.sound("body", "method"),
        "body",
        "must not be sent with GET; say what to send it with as method");
    return method;
  }

  private static Map<String, String> headers(ConfigReader in) {
    Map<String, String> headers = in.scalars("headers", HEADER_NAME, HEADER_VALUE);
    var seen = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
    for (String name : headers.keySet()) {
      String reserved = OUR_HEADERS.get(name.toLowerCase(Locale.ROOT));
      in.check(reserved == null, "headers." + name, reserved);
      in.check(seen.add(name), "headers." + name, "must not be given twice, whatever its case");
    }
    return headers;
  }

  private static Optional<Authorization> authorization(
      ConfigReader in, Map<String, String> headers) {
    Optional<Authorization> authorization =
        in.optionalSection("authorization", Authorization::read).flatMap(it -> it);
    in.check(
        !in.has("authorization") || !contains(headers, "authorization"),
        "authorization",
        "must not stand beside headers.authorization");
    return authorization;
  }

  private static Map<String, String> withJsonType(Map<String, String> headers) {
    var all = new LinkedHashMap<>(headers);
    if (!contains(headers, "content-type")) {
      all.put("content-type", "application/json");
    }
    return Collections.unmodifiableMap(all);
  }

  private static boolean contains(Map<String, String> headers, String name) {
    return headers.keySet().stream().anyMatch(name::equalsIgnoreCase);
  }

  private static URI withParameters(URI url, Map<String, String> parameters) {
    if (parameters.isEmpty()) {
      return url;
    }
    String added =
        parameters.entrySet().stream()
            .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&"));
    String query = url.getRawQuery();
    String glue = query == null ? "?" : query.isEmpty() ? "" : "&";
    return URI.create(url + glue + added);
  }

  /** Percent-encoding that every server understands: + for a space is for forms only. */
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
