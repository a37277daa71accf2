package io.tributary.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.config.Action;
import io.tributary.config.Action.ExecuteCode;
import io.tributary.config.ApiDefinition;
import io.tributary.config.Lookups;
import io.tributary.config.ServiceConfig;
import io.tributary.config.yaml.YamlDocument;
import io.tributary.testkit.Page;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.graalvm.polyglot.Context;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The programs that the pages show: Java compiles against what we have, JavaScript parses. */
class ProgramBlocksTest {

  private static final Set<String> LANGUAGES = Set.of("java", "js", "yaml", "json", "bash", "");

  /** What a reader's editor would import, and what the text around a block speaks of. */
  private static final String IMPORTS =
      Stream.of(
              "io.tributary",
              "io.tributary.bus",
              "io.tributary.config",
              "io.tributary.metrics",
              "io.tributary.sse",
              "io.tributary.stream",
              "io.tributary.stream.net",
              "io.vertx.core",
              "io.vertx.core.eventbus",
              "io.vertx.core.json")
          .map(name -> "import " + name + ".*;")
          .reduce("", String::concat);

  private static final String AROUND =
      """
      class Around {
        Vertx vertx;
        ServiceConfig config;
        Future<Void> store(JsonObject body) { return null; }
        void block() {
      %s
        }
      }
      """;

  @TempDir private Path classes;

  @TestFactory
  Stream<DynamicTest> javaCompiles() {
    return blocks("java", text -> assertThat(errors(text)).isEmpty());
  }

  @TestFactory
  Stream<DynamicTest> javaScriptParses() {
    return blocks("js", text -> assertParses(text));
  }

  @TestFactory
  Stream<DynamicTest> theCodeOfDefinitionsParses() {
    return blocks("yaml", text -> codeIn(text).forEach(code -> assertParses(code.body())));
  }

  @Test
  void whatIsWrongIsFound() {
    assertThat(errors("vertx.eventBus().nonsense();")).contains("nonsense");
    assertThatThrownBy(() -> assertParses("const a = ;")).isInstanceOf(AssertionError.class);
  }

  @TestFactory
  Stream<DynamicTest> noBlockIsInALanguageThatNobodyChecks() {
    return Page.all().stream()
        .flatMap(page -> page.blocks().stream())
        .map(
            block ->
                DynamicTest.dynamicTest(
                    block.text().lines().findFirst().orElse(""),
                    () -> assertThat(LANGUAGES).contains(block.language())));
  }

  private String errors(String text) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    List<String> options =
        List.of(
            "-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
    compiler.getTask(said, null, null, options, null, List.of(unit(text))).call();
    return said.toString();
  }

  private static JavaFileObject unit(String text) {
    boolean whole = text.contains("class ");
    String source =
        IMPORTS + (whole ? text.replace("public class", "class") : AROUND.formatted(text));
    return new SimpleJavaFileObject(
        URI.create("string:///Block.java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
      }
    };
  }

  private static void assertParses(String javaScript) {
    try (Context context =
        Context.newBuilder("js").option("engine.WarnInterpreterOnly", "false").build()) {
      assertThatCode(
              () -> context.eval("js", "(text) => { new Function(text); }").executeVoid(javaScript))
          .doesNotThrowAnyException();
    }
  }

  /** None where the block is not a configuration of ours. */
  private static List<ExecuteCode> codeIn(String yaml) {
    JsonObject content = YamlDocument.read(Buffer.buffer(yaml)).content().orElseThrow();
    if (!content.containsKey("API")) {
      return List.of();
    }
    Lookups any = new Lookups(name -> Optional.of("value"), path -> "text");
    return ServiceConfig.parse(content, any).apis().values().stream()
        .flatMap(ProgramBlocksTest::actions)
        .filter(ExecuteCode.class::isInstance)
        .map(ExecuteCode.class::cast)
        .toList();
  }

  private static Stream<Action> actions(ApiDefinition api) {
    return Stream.concat(api.onResponse().stream(), api.onError().stream());
  }

  private static Stream<DynamicTest> blocks(String language, Check check) {
    return Page.all().stream()
        .flatMap(
            page ->
                page.blocks(language).stream()
                    .map(
                        text ->
                            DynamicTest.dynamicTest(
                                page + ": " + text.lines().findFirst().orElse(""),
                                () -> check.of(text))));
  }

  private interface Check {
    void of(String text);
  }
}
