package io.tributary.script.sandbox;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.SourceSection;
import org.graalvm.polyglot.Value;

/**
 * Finds out whether a text is a function body and nothing but: one that closes the function around
 * it and opens another would run outside. Parses only. Lives on one thread.
 */
final class Syntax {

  private static final String STRICT = "\"use strict\";";

  /** The first line of the engine's message: source, line, column counted from 0, what is wrong. */
  private static final Pattern MESSAGE =
      Pattern.compile("(?:SyntaxError: )?<function>:(\\d+):(\\d+) ([^\\n]*)", Pattern.DOTALL);

  private final Context context;
  private final Value parse;

  /** Where a syntax error is, in lines and columns of the body counted from 1. */
  record Fault(String message, int line, int column) {

    /** What is missing at the end is reported on a line that is not there. */
    Fault within(String body) {
      List<String> lines = body.lines().toList();
      return line <= lines.size()
          ? this
          : new Fault(message, Math.max(1, lines.size()), lastColumn(lines));
    }

    private static int lastColumn(List<String> lines) {
      return lines.isEmpty() ? 1 : lines.get(lines.size() - 1).length() + 1;
    }
  }

  Syntax(Engine engine) {
    context = Sandbox.restricted(engine).option("js.disable-eval", "false").build();
    // The standard has the body parsed by itself here, before a function is made of it.
    parse = context.eval("js", "(body) => { new Function(body); }");
  }

  Optional<Fault> check(String body) {
    try {
      parse.executeVoid(STRICT + body);
      context.parse(Sandbox.wrapped(body));
      return Optional.empty();
    } catch (PolyglotException e) {
      return Optional.of(fault(e).within(body));
    }
  }

  private static Fault fault(PolyglotException e) {
    Matcher message = MESSAGE.matcher(String.valueOf(e.getMessage()));
    if (message.lookingAt()) {
      int line = Integer.parseInt(message.group(1));
      int column = Integer.parseInt(message.group(2)) + 1;
      return new Fault(
          message.group(3), line, line == 1 ? Math.max(1, column - STRICT.length()) : column);
    }
    return new Fault(firstLine(e.getMessage()), line(e), column(e));
  }

  private static int line(PolyglotException e) {
    SourceSection section = e.getSourceLocation();
    return section == null ? 0 : section.getStartLine();
  }

  private static int column(PolyglotException e) {
    SourceSection section = e.getSourceLocation();
    return section == null ? 0 : Sandbox.column(section.getStartLine(), section.getStartColumn());
  }

  private static String firstLine(String message) {
    return message == null ? "it cannot be parsed" : message.lines().findFirst().orElse("");
  }
}
