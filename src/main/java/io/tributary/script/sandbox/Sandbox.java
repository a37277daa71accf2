package io.tributary.script.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.IOAccess;
import org.graalvm.polyglot.proxy.ProxyExecutable;

/**
 * The JavaScript context that all snippets of this process share, one at a time: without host,
 * files, network, threads or native code. Lives on the thread that made it.
 */
final class Sandbox {

  /** Braces of its own, so that a snippet may declare names that are parameters. */
  private static final String BEFORE = "(function (response, event) { \"use strict\"; {";

  private static final String AFTER = "\n}})";

  /** What a message calls the text of a snippet. */
  static final String SOURCE = "snippet";

  private static final String MAX_STRING = Integer.toString(1 << 23);

  private static final Map<String, String> OPTIONS =
      Map.ofEntries(
          Map.entry("js.atomics", "false"),
          Map.entry("js.console", "false"),
          Map.entry("js.disable-eval", "true"),
          Map.entry("js.graal-builtin", "false"),
          Map.entry("js.java-package-globals", "false"),
          Map.entry("js.load", "false"),
          Map.entry("js.max-apply-argument-length", "65535"),
          Map.entry("js.max-typed-array-length", MAX_STRING),
          Map.entry("js.polyglot-builtin", "false"),
          Map.entry("js.print", "false"),
          // RegExp.$1 would tell a snippet what another one matched.
          Map.entry("js.regexp-static-result", "false"),
          Map.entry("js.shared-array-buffer", "false"),
          Map.entry("js.stack-trace-api", "true"),
          Map.entry("js.string-length-limit", MAX_STRING),
          Map.entry("js.text-encoding", "true"),
          Map.entry("js.unhandled-rejections", "throw"),
          // A date without a zone is local, as browsers and Node have it.
          Map.entry("js.use-utc-for-legacy-dates", "false"));

  private static final Source PRELUDE = script("prelude.js");

  private final Engine engine;
  private final HostCalls host;
  private final Map<Integer, Source> snippets = new HashMap<>();
  private final Map<Integer, Value> functions = new HashMap<>();
  private final Set<Integer> fresh = new HashSet<>();
  private Context context;
  private Value run;
  private Value describe;
  private Value place;

  Sandbox(HostCalls host) {
    this.host = host;
    // Interpreting is what is wanted here; the warning recommends another JDK.
    engine = Engine.newBuilder("js").option("engine.WarnInterpreterOnly", "false").build();
    replaceContext();
  }

  /** What the engine is asked for, beyond its defaults. */
  static Context.Builder restricted(Engine engine) {
    return Context.newBuilder("js")
        .engine(engine)
        .allowAllAccess(false)
        .allowHostAccess(HostAccess.NONE)
        .allowHostClassLookup(name -> false)
        .allowIO(IOAccess.NONE)
        .allowPolyglotAccess(PolyglotAccess.NONE)
        .allowCreateProcess(false)
        .allowCreateThread(false)
        .allowNativeAccess(false)
        .allowExperimentalOptions(true)
        .options(OPTIONS);
  }

  Engine engine() {
    return engine;
  }

  Context context() {
    return context;
  }

  /**
   * A killed run may leave half-done work and waiting promises behind: they go with its context.
   */
  void replaceContext() {
    if (context != null) {
      context.close(true);
    }
    functions.clear();
    context = restricted(engine).build();
    Value sandbox =
        context.eval(PRELUDE).execute((ProxyExecutable) host::log, (ProxyExecutable) host::call);
    run = sandbox.getArrayElement(0);
    describe = sandbox.getArrayElement(1);
    place = sandbox.getArrayElement(2);
  }

  void define(int number, String body) {
    snippets.put(number, wrapped(body));
    fresh.add(number);
  }

  /** Whether a snippet was never run by this process; from now on it was. */
  boolean isNew(int number) {
    return fresh.remove(number);
  }

  void forget(int number) {
    snippets.remove(number);
    fresh.remove(number);
    functions.remove(number);
  }

  /** The snippet as a function of this context; throws what the parser throws. */
  Value function(int number) {
    Value known = functions.get(number);
    return known != null
        ? known
        : functions.computeIfAbsent(number, it -> context.eval(snippets.get(it)));
  }

  /** Runs a function of {@link #function}, and what its promises left to do. */
  void run(Value function, String response) {
    run.executeVoid(function, response);
  }

  /** A text for something thrown that is no error. Runs code of whoever threw it. */
  String describe(Value thrown) {
    return describe.execute(thrown).asString();
  }

  /** {@code line:column} of an error, in the wrapped text, or nothing. Likewise. */
  String place(Value error) {
    return place.execute(error).asString();
  }

  static Source wrapped(String body) {
    return Source.newBuilder("js", BEFORE + body + AFTER, SOURCE).buildLiteral();
  }

  /** The column of the snippet's own text, counted from 1. */
  static int column(int line, int column) {
    return line == 1 ? Math.max(1, column - BEFORE.length()) : column;
  }

  static Source script(String name) {
    return Source.newBuilder("js", text(name), name).internal(true).buildLiteral();
  }

  static String text(String name) {
    try (InputStream in = Sandbox.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
