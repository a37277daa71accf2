package io.tributary.config.yaml;

import java.util.HashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * In which line of a text each key stands. Immutable. Made only when there is a problem to place.
 */
public final class YamlLines {

  private final Map<String, Integer> lines = new HashMap<>();

  private YamlLines() {}

  /** Of a text that was parsed before; of any other: knows no line. */
  public static YamlLines of(String text) {
    var lines = new YamlLines();
    try {
      YamlText.compose(text).ifPresent(root -> lines.note(root, "", 0));
    } catch (YamlText.Malformed e) {
      lines.lines.clear();
    }
    return lines;
  }

  /** The line of a key, or of the nearest thing around it when it is missing; 0: unknown. */
  public int lineOf(String keyPath) {
    for (String path = keyPath; !path.isEmpty(); path = YamlPath.parent(path)) {
      Integer line = lines.get(path);
      if (line != null) {
        return line;
      }
    }
    return 0;
  }

  private void note(Node node, String path, int line) {
    if (lines.putIfAbsent(path, line) != null) {
      return;
    }
    if (node instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        if (entry.getKeyNode() instanceof ScalarNode key) {
          note(entry.getValueNode(), YamlPath.key(path, key.getValue()), YamlText.line(key));
        }
      }
    } else if (node instanceof SequenceNode sequence) {
      for (int i = 0; i < sequence.getValue().size(); i++) {
        Node item = sequence.getValue().get(i);
        note(item, YamlPath.item(path, i), YamlText.line(item));
      }
    }
  }
}
