package io.tributary.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What the value of a key may be. Immutable.
 *
 * @param expected completes the sentence "must be …"
 * @param schema the same as JSON Schema
 * @param instead lets reading go on after a problem; never leaves the reader
 * @param shown how much of a wrong value a message may show
 * @param parse empty when the value is not one of these
 */
record ValueType<T>(
    String expected,
    JsonObject schema,
    T instead,
    Shown shown,
    Function<Object, Optional<T>> parse) {

  private static final int MAX_PORT = 65535;

  private static final ValueType<String> TEXT =
      new ValueType<>(
          "text that is not empty",
          new JsonObject().put("type", "string").put("minLength", 1),
          "?",
          Shown.VALUE,
          value -> asText(value).filter(text -> !text.isEmpty()));

  private static final ValueType<String> SECRET_TEXT = TEXT.keptSecret();

  private static final ValueType<Boolean> FLAG =
      new ValueType<>(
          "true or false",
          new JsonObject().put("type", "boolean"),
          false,
          Shown.VALUE,
          value -> value instanceof Boolean flag ? Optional.of(flag) : Optional.empty());

  /** Text that is not empty. */
  static ValueType<String> text() {
    return TEXT;
  }

  /** Text that is not empty and never appears in a message. */
  static ValueType<String> secretText() {
    return SECRET_TEXT;
  }

  static ValueType<Boolean> flag() {
    return FLAG;
  }

  /** A file or directory. */
  static ValueType<Path> path() {
    ValueType<String> text = text();
    return new ValueType<>(
        "the path of a file or directory",
        text.schema,
        Path.of(""),
        Shown.VALUE,
        value -> text.parse.apply(value).flatMap(ValueType::toPath));
  }

  private static Optional<Path> toPath(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Text of a certain form; a number stands for its digits. */
  static ValueType<String> looseText(String regex, String expected) {
    ValueType<String> text = matching(regex, expected, "");
    return new ValueType<>(
        expected,
        text.schema.put("type", new JsonArray().add("string").add("number")),
        "",
        Shown.VALUE,
        value -> text.parse.apply(value instanceof Number number ? number.toString() : value));
  }

  /** Text, a number or a boolean, as text; values of this kind may well hold secrets. */
  static ValueType<String> scalarText(String regex, String expected) {
    Pattern pattern = Pattern.compile(regex);
    return new ValueType<>(
        expected,
        new JsonObject().put("type", new JsonArray().add("string").add("number").add("boolean")),
        "",
        Shown.NOTHING,
        value -> scalar(value).filter(text -> pattern.matcher(text).matches()));
  }

  /** Text of a certain form. */
  static ValueType<String> matching(String regex, String expected, String instead) {
    Pattern pattern = Pattern.compile(regex);
    return new ValueType<>(
        expected,
        new JsonObject().put("type", "string").put("pattern", "^(?:" + regex + ")$"),
        instead,
        Shown.VALUE,
        value -> asText(value).filter(text -> pattern.matcher(text).matches()));
  }

  /** This type with values that never appear in a message. */
  ValueType<T> keptSecret() {
    return new ValueType<>(expected, schema, instead, Shown.NOTHING, parse);
  }

  static ValueType<Integer> whole(int min, int max) {
    var schema = new JsonObject().put("type", "integer").put("minimum", min);
    String range = " of at least " + min;
    if (max < Integer.MAX_VALUE) {
      schema.put("maximum", max);
      range = " from " + min + " to " + max;
    }
    return new ValueType<>(
        "a whole number" + range, schema, min, Shown.VALUE, value -> integer(value, min, max));
  }

  static ValueType<Integer> port(int min) {
    return whole(min, MAX_PORT);
  }

  static ValueType<Duration> millis(int min) {
    ValueType<Integer> whole = whole(min, Integer.MAX_VALUE);
    return new ValueType<>(
        "milliseconds, " + whole.expected,
        whole.schema,
        Duration.ofMillis(min),
        Shown.VALUE,
        value -> whole.parse.apply(value).map(Duration::ofMillis));
  }

  static ValueType<Double> share() {
    return new ValueType<>(
        "a number from 0 to 1",
        new JsonObject().put("type", "number").put("minimum", 0).put("maximum", 1),
        0.0,
        Shown.VALUE,
        value ->
            number(value).map(BigDecimal::doubleValue).filter(share -> share >= 0 && share <= 1));
  }

  /** The constants of an enum, in lower case. */
  static <E extends Enum<E>> ValueType<E> choice(Class<E> type) {
    List<E> constants = Arrays.asList(type.getEnumConstants());
    List<String> names = constants.stream().map(ValueType::written).toList();
    return new ValueType<>(
        names.size() == 1 ? '"' + names.get(0) + '"' : "one of " + names,
        new JsonObject().put("type", "string").put("enum", new JsonArray(names)),
        constants.get(0),
        Shown.VALUE,
        value -> constants.stream().filter(one -> written(one).equals(value)).findFirst());
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /**
   * An absolute URL that a request can be sent to. What it shows of itself is cut by the reader.
   */
  static ValueType<URI> httpUrl() {
    return new ValueType<>(
        "an http or https URL with a host, without user and fragment",
        new JsonObject()
            .put("type", "string")
            .put("pattern", "^[Hh][Tt][Tt][Pp][Ss]?://[^\\s/?#@]+([/?][^\\s#]*)?$"),
        URI.create("http://unknown.invalid"),
        Shown.URL,
        value -> asText(value).flatMap(ValueType::url));
  }

  /** Any JSON value; <code>${…}</code> in it is resolved at every depth. */
  static ValueType<Object> json() {
    return new ValueType<>(
        "a value", new JsonObject(), "", Shown.NOTHING, value -> Optional.ofNullable(value));
  }

  /** Text, or an object or a list to be sent as JSON. */
  static ValueType<Object> textOrJson() {
    return new ValueType<>(
        "text, an object or a list",
        new JsonObject().put("type", new JsonArray().add("string").add("object").add("array")),
        "",
        Shown.NOTHING,
        value ->
            value instanceof String || value instanceof JsonObject || value instanceof JsonArray
                ? Optional.of(value)
                : Optional.empty());
  }

  private static Optional<URI> url(String text) {
    try {
      // Characters outside ASCII are for people: requests and records carry their encoding.
      URI url = new URI(new URI(text).toASCIIString());
      boolean http =
          "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
      boolean plain = url.getRawUserInfo() == null && url.getRawFragment() == null;
      boolean reachable = url.getHost() != null && url.getPort() <= MAX_PORT && url.getPort() != 0;
      return http && plain && reachable ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> asText(Object value) {
    return value instanceof String text ? Optional.of(text) : Optional.empty();
  }

  private static Optional<String> scalar(Object value) {
    return value instanceof String || value instanceof Number || value instanceof Boolean
        ? Optional.of(value.toString())
        : Optional.empty();
  }

  private static Optional<Integer> integer(Object value, int min, int max) {
    return number(value)
        .filter(number -> number.stripTrailingZeros().scale() <= 0)
        .filter(number -> number.compareTo(BigDecimal.valueOf(min)) >= 0)
        .filter(number -> number.compareTo(BigDecimal.valueOf(max)) <= 0)
        .map(BigDecimal::intValueExact);
  }

  private static Optional<BigDecimal> number(Object value) {
    if (!(value instanceof Number)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(value.toString()));
    } catch (NumberFormatException e) {
      return Optional.empty(); // a NaN or an infinity
    }
  }
}
