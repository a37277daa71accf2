package io.tributary.config.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** A YAML 1.2 text and the one document in it. */
final class YamlText {

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setSchema(new CoreWithoutMerge())
          // The text is in memory already; who brought it there limited its size.
          .setCodePointLimit(Integer.MAX_VALUE)
          // Counted by what they expand to instead: see YamlValues.
          .setMaxAliasesForCollections(Integer.MAX_VALUE)
          .build();

  private YamlText() {}

  /** The core schema of YAML 1.2 has no {@code <<}; the library's has. */
  private static final class CoreWithoutMerge extends CoreSchema {
    private final ScalarResolver resolver = new CoreScalarResolver(false);

    @Override
    public ScalarResolver getScalarResolver() {
      return resolver;
    }
  }

  /** A text that is not one YAML document. */
  static final class Malformed extends Exception {
    private final transient YamlProblem problem;

    Malformed(YamlProblem problem) {
      super(problem.what(), null, false, false);
      this.problem = problem;
    }

    YamlProblem problem() {
      return problem;
    }
  }

  /** The document's root; empty when there are only comments. */
  static Optional<Node> compose(String text) throws Malformed {
    try {
      var parser = new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text));
      var documents = new Composer(SETTINGS, new NestingLimit(parser));
      if (!documents.hasNext()) {
        return Optional.empty();
      }
      Node root = documents.next();
      if (documents.hasNext()) {
        throw new Malformed(
            at(documents.next().getStartMark(), "expected one YAML document, here starts another"));
      }
      return Optional.of(root);
    } catch (MarkedYamlEngineException e) {
      throw new Malformed(at(e.getProblemMark().or(e::getContextMark), words(e)));
    } catch (ReaderException e) {
      throw new Malformed(unreadable(text, e));
    } catch (YamlEngineException e) {
      throw new Malformed(new YamlProblem(0, 0, "", "not valid YAML: " + e.getMessage()));
    }
  }

  static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  private static YamlProblem at(Optional<Mark> mark, String what) {
    int line = mark.map(it -> it.getLine() + 1).orElse(0);
    int column = mark.map(it -> it.getColumn() + 1).orElse(0);
    return new YamlProblem(line, column, "", what);
  }

  private static String words(MarkedYamlEngineException e) {
    String context =
        e.getContext() == null || e.getContext().isEmpty()
            ? ""
            : " " + e.getContext() + e.getContextMark().map(YamlText::fromLine).orElse("");
    return ("not valid YAML: " + e.getProblem() + context).trim();
  }

  private static String fromLine(Mark mark) {
    return " from line " + (mark.getLine() + 1);
  }

  private static YamlProblem unreadable(String text, ReaderException e) {
    int line = (int) text.substring(0, e.getPosition()).lines().count();
    return new YamlProblem(
        Math.max(1, line),
        0,
        "",
        String.format(
            "not valid YAML: expected text, was the control character U+%04X", e.getCodePoint()));
  }
}
