package io.tributary.docs;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Holds a manifest against the classes that a Kubernetes client has for its kind: every key must be
 * a field there, and every value of its type. As strict as the API server with strict validation,
 * except that it does not know what is required.
 */
final class ManifestShape {

  private static final String MODEL = "io.fabric8.kubernetes.api.model.";

  /** Text or number, as it is meant. */
  private static final List<String> EITHER = List.of(MODEL + "IntOrString", MODEL + "Quantity");

  private static final Map<String, String> KINDS =
      Map.of(
          "v1/ConfigMap", MODEL + "ConfigMap",
          "v1/Secret", MODEL + "Secret",
          "v1/Service", MODEL + "Service",
          "apps/v1/StatefulSet", MODEL + "apps.StatefulSet",
          "policy/v1/PodDisruptionBudget", MODEL + "policy.v1.PodDisruptionBudget",
          "monitoring.coreos.com/v1/ServiceMonitor",
              "io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor");

  private ManifestShape() {}

  /** What is wrong with it, each with its path. */
  static List<String> problems(JsonObject manifest) {
    String kind = manifest.getString("apiVersion") + "/" + manifest.getString("kind");
    List<String> problems = new ArrayList<>();
    try {
      fields(manifest, Class.forName(KINDS.getOrDefault(kind, kind)), kind, problems);
    } catch (ClassNotFoundException unknown) {
      problems.add(kind + ": is no kind that is known");
    }
    return problems;
  }

  private static void fields(JsonObject object, Class<?> type, String path, List<String> problems) {
    for (String key : object.fieldNames()) {
      String at = path + "." + key;
      field(type, key)
          .ifPresentOrElse(
              field -> value(object.getValue(key), field.getGenericType(), at, problems),
              () -> problems.add(at + ": is no field of " + type.getSimpleName()));
    }
  }

  private static Optional<Field> field(Class<?> type, String key) {
    return Stream.of(type.getDeclaredFields())
        .filter(field -> !Modifier.isStatic(field.getModifiers()))
        // Names that Java keeps for itself have a line before them.
        .filter(field -> field.getName().equals(key) || field.getName().equals("_" + key))
        .filter(field -> !key.equals("additionalProperties"))
        .findFirst();
  }

  private static void value(Object value, Type type, String path, List<String> problems) {
    if (type instanceof ParameterizedType generic) {
      Type[] of = generic.getActualTypeArguments();
      elements(value, of[of.length - 1], path, problems);
    } else if (EITHER.contains(type.getTypeName())) {
      expect(
          value instanceof String || value instanceof Number, "a text or a number", path, problems);
    } else if (type.getTypeName().startsWith("io.fabric8.")) {
      expect(value instanceof JsonObject, "an object", path, problems);
      if (value instanceof JsonObject object) {
        fields(object, (Class<?>) type, path, problems);
      }
    } else if (!type.equals(Object.class)) {
      boolean fits =
          Number.class.isAssignableFrom((Class<?>) type)
              ? value instanceof Integer || value instanceof Long
              : ((Class<?>) type).isInstance(value);
      expect(fits, ((Class<?>) type).getSimpleName(), path, problems);
    }
  }

  /** A list, or a map whose keys are free. */
  private static void elements(Object value, Type element, String path, List<String> problems) {
    if (value instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        value(array.getValue(i), element, path + "[" + i + "]", problems);
      }
    } else if (value instanceof JsonObject object) {
      object.forEach(it -> value(it.getValue(), element, path + "." + it.getKey(), problems));
    } else {
      problems.add(path + ": must be a list or a map");
    }
  }

  private static void expect(boolean fits, String what, String path, List<String> problems) {
    if (!fits) {
      problems.add(path + ": must be " + what);
    }
  }
}
