package io.tributary.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testkit.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links between the pages lead somewhere; those to other people's sites are not followed. */
class LinksTest {

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);
  private static final Pattern FILE = Pattern.compile("`((?:conf|src)/[A-Za-z0-9._/-]+)`");

  @Test
  void everyLinkLeadsToAFileAndAHeading() {
    assertThat(Page.all()).hasSizeGreaterThan(8).allSatisfy(LinksTest::checkLinks);
  }

  @Test
  void everyFileThatAPageNamesIsThere() {
    assertThat(Page.all())
        .allSatisfy(
            page ->
                assertThat(FILE.matcher(page.prose()).results().map(it -> it.group(1)))
                    .allSatisfy(file -> assertThat(Path.of(file)).exists()));
  }

  private static void checkLinks(Page page) {
    links(page)
        .filter(link -> !link.contains("://"))
        .forEach(
            link -> {
              String[] parts = link.split("#", 2);
              Path target =
                  parts[0].isEmpty()
                      ? page.file()
                      : page.file().resolveSibling(parts[0]).normalize();
              assertThat(Files.exists(target)).as(page + ": " + link).isTrue();
              if (parts.length == 2) {
                assertThat(anchors(target)).as(page + ": " + link).contains(parts[1]);
              }
            });
  }

  private static Stream<String> links(Page page) {
    return LINK.matcher(page.prose()).results().map(found -> found.group(1));
  }

  /** As the forges make them: lower case, dashes for spaces, no other signs. */
  private static Set<String> anchors(Path page) {
    return HEADING
        .matcher(Page.read(page.toString()).prose())
        .results()
        .map(found -> found.group(1).toLowerCase(Locale.ROOT))
        .map(text -> text.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }
}
