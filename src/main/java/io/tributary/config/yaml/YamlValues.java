package io.tributary.config.yaml;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Turns the nodes of a YAML document into JSON values: the core schema of YAML 1.2, restricted to
 * what JSON can say. Numbers whose digits JSON would change (007, +1, 0x1F) stay text, so that a
 * header or an id goes out as it was written.
 */
final class YamlValues {

  /** 10,000 APIs have about 300,000 values; a bomb of aliases has more than any memory. */
  private static final int MOST_VALUES = 1_000_000;

  private static final Set<Tag> KNOWN =
      Set.of(Tag.STR, Tag.ENV_TAG, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.MAP, Tag.SEQ);
  private static final Pattern INTEGER = Pattern.compile("0|-?[1-9]\\d{0,40}");
  private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9]\\d{0,40})\\.\\d{1,40}");
  private static final Pattern EXPONENT =
      Pattern.compile("[-+]?(\\.\\d+|\\d+(\\.\\d*)?)([eE][-+]?\\d+)?");

  private final List<YamlProblem> problems = new ArrayList<>();
  private int count;

  /** What was noticed on the way; the values are as good as they could be made. */
  List<YamlProblem> problems() {
    return problems;
  }

  Object value(Node node, String path) throws YamlText.Malformed {
    countIn(node);
    if (!KNOWN.contains(node.getTag())) {
      problem(node, path, "must be plain YAML, had the tag " + node.getTag());
    }
    if (node instanceof MappingNode mapping) {
      return object(mapping, path);
    }
    if (node instanceof SequenceNode sequence) {
      return list(sequence, path);
    }
    return scalar((ScalarNode) node, path);
  }

  private void countIn(Node node) throws YamlText.Malformed {
    if (node.isRecursive()) {
      throw refused(node, "expected a finite document, was an alias inside of what it stands for");
    }
    if (++count > MOST_VALUES) {
      throw refused(node, "expected at most " + MOST_VALUES + " values, aliases written out");
    }
  }

  private static YamlText.Malformed refused(Node node, String what) {
    return new YamlText.Malformed(new YamlProblem(YamlText.line(node), 0, "", what));
  }

  private JsonObject object(MappingNode mapping, String path) throws YamlText.Malformed {
    var object = new JsonObject();
    Map<String, Integer> lines = new HashMap<>();
    for (NodeTuple entry : mapping.getValue()) {
      Node keyNode = entry.getKeyNode();
      String key = keyNode instanceof ScalarNode scalar ? key(scalar, path) : null;
      if (key == null) {
        problem(keyNode, path, "must have text as its keys, had an object, a list or <<");
        continue;
      }
      String at = YamlPath.key(path, key);
      Integer first = lines.putIfAbsent(key, YamlText.line(keyNode));
      if (first != null) {
        problem(keyNode, at, "must not be given twice, was already in line " + first);
      } else {
        object.put(key, value(entry.getValueNode(), at));
      }
    }
    return object;
  }

  /** Null for {@code <<}: a merge in YAML 1.1, where it would stand for keys that nobody sees. */
  private String key(ScalarNode node, String path) {
    String key = node.getValue();
    if (node.isPlain() && key.equals("<<")) {
      return null;
    }
    if (!node.getTag().equals(Tag.STR)) {
      problem(node, YamlPath.key(path, key), "must be text as a key: put it in quotes");
    }
    return key;
  }

  private JsonArray list(SequenceNode sequence, String path) throws YamlText.Malformed {
    var list = new JsonArray();
    for (Node item : sequence.getValue()) {
      list.add(value(item, YamlPath.item(path, list.size())));
    }
    return list;
  }

  private Object scalar(ScalarNode node, String path) {
    String text = node.getValue();
    Tag tag = node.getTag();
    if (tag.equals(Tag.NULL)) {
      return null;
    }
    if (tag.equals(Tag.BOOL)) {
      return Boolean.valueOf(text);
    }
    if (tag.equals(Tag.INT)) {
      return INTEGER.matcher(text).matches() ? integer(text) : text;
    }
    if (tag.equals(Tag.FLOAT)) {
      return decimal(node, text, path);
    }
    return text;
  }

  private static Number integer(String text) {
    var number = new BigInteger(text);
    if (number.bitLength() < Integer.SIZE) {
      return number.intValue();
    }
    return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
  }

  private Object decimal(ScalarNode node, String text, String path) {
    if (DECIMAL.matcher(text).matches()) {
      return new BigDecimal(text);
    }
    if (EXPONENT.matcher(text).matches()) {
      return Double.valueOf(text);
    }
    problem(node, path, "must be a finite number, was " + text);
    return 0;
  }

  private void problem(Node node, String path, String what) {
    problems.add(new YamlProblem(YamlText.line(node), 0, path, what));
  }
}
