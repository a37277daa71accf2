package io.tributary.script.sandbox;

import java.util.function.IntConsumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.PolyglotException.StackFrame;
import org.graalvm.polyglot.SourceSection;
import org.graalvm.polyglot.Value;

/** Runs snippets under the watchdog's eye. Lives on one thread. */
final class Runs {

  private static final int MAX_MESSAGE = 500;

  private final Sandbox sandbox;
  private final Watchdog watchdog;

  /**
   * How a run ended, and where in the snippet where that is known, else 0.
   *
   * @param clean whether the context may be used again
   */
  record Ended(Wire.End end, String message, int line, int column, boolean clean) {

    static final Ended OK = new Ended(Wire.End.OK, "", 0, 0, true);

    Ended killed(String why) {
      return new Ended(Wire.End.KILLED, why, line, column, false);
    }
  }

  Runs(Sandbox sandbox, Limits limits, IntConsumer exit) {
    this.sandbox = sandbox;
    this.watchdog = new Watchdog(limits, exit);
  }

  /** Runs a defined snippet. Throws {@link OutOfMemoryError} where the heap was full. */
  Ended run(int number, String response) {
    watchdog.begin(sandbox.context(), sandbox.isNew(number));
    Ended ended = attempt(number, response);
    // Whatever runs code of the snippet, a getter in its error too, has to come before this.
    return watchdog.end().map(ended::killed).orElse(ended);
  }

  private Ended attempt(int number, String response) {
    try {
      sandbox.run(sandbox.function(number), response);
      return Ended.OK;
    } catch (PolyglotException e) {
      return failed(e);
    } catch (StackOverflowError e) {
      return new Ended(Wire.End.FAILED, "the call stack was used up", 0, 0, false);
    }
  }

  private Ended failed(PolyglotException e) {
    if (e.isResourceExhausted() && !e.isGuestException()) {
      throw new OutOfMemoryError(e.getMessage());
    }
    boolean clean = e.isGuestException() && !e.isResourceExhausted();
    int[] place = place(e);
    return new Ended(Wire.End.FAILED, message(e), place[0], place[1], clean);
  }

  /** Line and column of the innermost place in the snippet's own text. */
  private int[] place(PolyglotException e) {
    Stream<SourceSection> frames =
        StreamSupport.stream(e.getPolyglotStackTrace().spliterator(), false)
            .filter(StackFrame::isGuestFrame)
            .map(StackFrame::getSourceLocation);
    return Stream.concat(Stream.ofNullable(e.getSourceLocation()), frames)
        .filter(it -> it != null && isSnippet(it))
        .findFirst()
        .map(it -> place(it.getStartLine(), it.getStartColumn()))
        .orElseGet(() -> placeOfStack(e));
  }

  private static int[] place(int line, int column) {
    return new int[] {line, Sandbox.column(line, column)};
  }

  /** Built-ins that were called as they stand leave no frame, but the error's stack has it. */
  private int[] placeOfStack(PolyglotException e) {
    Value thrown = e.getGuestObject();
    if (thrown == null || !thrown.isException()) {
      return new int[] {0, 0};
    }
    try {
      String[] place = sandbox.place(thrown).split(":", 2);
      return place(Integer.parseInt(place[0]), Integer.parseInt(place[1]));
    } catch (PolyglotException | NumberFormatException noPlace) {
      return new int[] {0, 0};
    }
  }

  private static boolean isSnippet(SourceSection section) {
    return section.getSource().getName().equals(Sandbox.SOURCE);
  }

  private String message(PolyglotException e) {
    Value thrown = e.getGuestObject();
    if (thrown == null) {
      return shortened(String.valueOf(e.getMessage()));
    }
    try {
      return shortened(sandbox.describe(thrown));
    } catch (PolyglotException undescribable) {
      return shortened(String.valueOf(e.getMessage()));
    }
  }

  private static String shortened(String message) {
    return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "…";
  }
}
