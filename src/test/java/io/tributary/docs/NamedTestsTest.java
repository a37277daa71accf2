package io.tributary.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testkit.Page;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests that pages name are there, under exactly that name; each row of faults has one. */
class NamedTestsTest {

  private static final Pattern NAMED =
      Pattern.compile("`([A-Z][A-Za-z0-9]*(?:Test|IT))(?:\\.([a-z][A-Za-z0-9]*))?`");

  @Test
  void everyTestThatAPageNamesIsThere() throws IOException {
    Map<String, Set<String>> tests = tests();
    Page.all().forEach(page -> NAMED.matcher(page.text()).results().forEach(r -> check(r, tests)));
  }

  private static void check(MatchResult named, Map<String, Set<String>> tests) {
    assertThat(tests).containsKey(named.group(1));
    if (named.group(2) != null) {
      assertThat(tests.get(named.group(1))).as(named.group(1)).contains(named.group(2));
    }
  }

  @Test
  void everyFaultHasATest() {
    String table = Page.read("docs/reliability.md").text().split("\n## ", -1)[1];
    assertThat(table).startsWith("Faults");
    assertThat(table.lines().filter(line -> line.startsWith("| ")).skip(1))
        .hasSizeGreaterThan(40)
        .allSatisfy(
            row -> {
              String[] cells = row.split(" \\| ", -1);
              assertThat(cells).as(row).hasSize(5);
              assertThat(cells[4]).containsPattern(NAMED);
            });
  }

  /** Methods by the simple name of their class. */
  private static Map<String, Set<String>> tests() throws IOException {
    Path root = Path.of("target/test-classes");
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(file -> file.matches("[^$]*(Test|IT)\\.class"))
          .map(file -> file.replace(".class", "").replace('/', '.'))
          .collect(
              Collectors.toMap(
                  name -> name.substring(name.lastIndexOf('.') + 1), NamedTestsTest::methods));
    }
  }

  private static Set<String> methods(String type) {
    try {
      Class<?> loaded = Class.forName(type, false, NamedTestsTest.class.getClassLoader());
      return Stream.of(loaded.getDeclaredMethods())
          .map(Method::getName)
          .collect(Collectors.toSet());
    } catch (ClassNotFoundException gone) {
      throw new AssertionError("expected the class of its file: " + type, gone);
    }
  }
}
