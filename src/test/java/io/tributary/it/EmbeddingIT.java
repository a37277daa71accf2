package io.tributary.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.tributary.testkit.ExternalProgram;
import io.tributary.testkit.Page;
import io.tributary.testkit.ScriptedSseServer;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sample applications, with what the library needs and no optional dependency on their class
 * path.
 */
@ExtendWith(VertxExtension.class)
class EmbeddingIT {

  private static final Pattern NEEDED =
      Pattern.compile(
          "(vertx-(core|core-logging|web-client|web-common|uri-template|auth-common|config)"
              + "|netty|jackson-core|snakeyaml-engine|slf4j-api)-.*[.]jar");
  private static final Pattern LISTED =
      Pattern.compile("^\\| `((?:[a-z]+[.])*[A-Z][A-Za-z]*)` ", Pattern.MULTILINE);

  @TempDir private Path folder;

  @Test
  void oneStreamNeedsNothingOptional(Vertx vertx) {
    try (ScriptedSseServer server = ScriptedSseServer.start(vertx)) {
      server.on(request -> request.respond(200).sse().comment(" hi").event("1").event("2"));
      try (ExternalProgram sample = sample("sample.OneStream", server.url("/").toString())) {
        sample
            .awaitOut("state open")
            .awaitOut("comment hi")
            .awaitOut("event 1")
            .awaitOut("event 2");
      }
    }
  }

  @Test
  void theWholeServiceNeedsNothingOptionalWithoutItsFace(Vertx vertx) throws IOException {
    try (ScriptedSseServer server = ScriptedSseServer.start(vertx)) {
      server.on(request -> request.respond(200).sse().event("1"));
      String config =
          "API: {prices: {type: sse, url: '%s'}}\ncheckpoint: {store: file, directory: '%s'}\n";
      Path file = folder.resolve("t.yaml");
      Files.writeString(file, config.formatted(server.url("/"), folder.resolve("data")));
      try (ExternalProgram sample = sample("sample.WholeService", file.toString())) {
        sample.awaitOut("streams 1").awaitOut("prices 1");
      }
    }
  }

  @Test
  void samplesUseOnlyWhatThePageListsAndAllOfThatIsPublic() throws ClassNotFoundException {
    Set<String> listed =
        LISTED
            .matcher(Page.read("docs/embedding.md").text())
            .results()
            .map(found -> "io.tributary." + found.group(1))
            .collect(Collectors.toSet());
    for (String name : listed) {
      assertThat(Modifier.isPublic(Class.forName(name).getModifiers())).as(name).isTrue();
    }
    JavaClasses samples = new ClassFileImporter().importPackages("sample");
    assertThat(samples).isNotEmpty();
    assertThat(
            samples.stream()
                .flatMap(sample -> sample.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getName())
                .filter(name -> name.startsWith("io.tributary.")))
        .isNotEmpty()
        .isSubsetOf(listed);
  }

  private static ExternalProgram sample(String type, String argument) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return ExternalProgram.start(java, "-cp", classPath(), type, argument);
  }

  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> isNeeded(Path.of(entry)))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The classes of the project, and the libraries that are not optional. */
  private static boolean isNeeded(Path entry) {
    return Files.isDirectory(entry) || NEEDED.matcher(entry.getFileName().toString()).matches();
  }
}
