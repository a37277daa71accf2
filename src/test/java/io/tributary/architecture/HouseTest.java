package io.tributary.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may import whom, and what only one place may do. */
class HouseTest {

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(House.ROOT);

  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.OnlyIncludeTests())
          .importPackages(House.ROOT);

  @TestFactory
  Stream<DynamicTest> importsPointDownwards() {
    return House.rooms().stream()
        .map(
            room ->
                DynamicTest.dynamicTest(
                    room,
                    () ->
                        check(
                            noClasses()
                                .that(House.in(room))
                                .should()
                                .dependOnClassesThat(House.outOfReachOf(room)))));
  }

  @Test
  void everyPackageHasItsPlace() {
    assertThat(MAIN).isNotEmpty();
    assertThat(House.unknownRooms(MAIN)).isEmpty();
  }

  @Test
  void packagesHaveNoCycles() {
    // The root is left out: Main starts the commands, which deploy the service beside it.
    slices().matching(House.ROOT + ".(**)").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void onlyMainKnowsTheCommands() {
    check(
        noClasses()
            .that()
            .resideInAPackage(House.ROOT)
            .and()
            .doNotHaveSimpleName("Main")
            .should()
            .dependOnClassesThat(House.in("cli")));
  }

  @Test
  void readingEventsNeedsNoNetwork() {
    check(
        noClasses()
            .that(House.in("sse"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "io.vertx.core.http..", "io.vertx.core.net..", "java.net..", "io.netty.channel.."));
  }

  @Test
  void theStateMachineNeedsNoVertx() {
    check(
        noClasses()
            .that(House.in("connection"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "io.netty.."));
  }

  @Test
  void onlyMainEndsTheProcess() {
    DescribedPredicate<JavaAccess<?>> ending =
        DescribedPredicate.describe(
            "end the process",
            access ->
                List.of("java.lang.System.exit", "java.lang.Runtime.exit", "java.lang.Runtime.halt")
                    .contains(
                        access.getTargetOwner().getName() + "." + access.getTarget().getName()));
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(House.ROOT + ".Main")
            // The main class of the processes that snippets run in.
            .and()
            .doNotHaveFullyQualifiedName(House.ROOT + ".script.sandbox.ScriptProcess")
            .should()
            .accessTargetWhere(ending));
  }

  @Test
  void onlyTheCommandsTalkToTheTerminal() {
    check(
        noClasses()
            .that(DescribedPredicate.not(House.in("cli")))
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..", "ch.qos.logback..", "sun.misc.."));
  }

  @Test
  void logsGoThroughSlf4j() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..", "io.vertx.core.internal.logging.."));
  }

  @Test
  void nothingIsNamedForItsVagueness() {
    check(
        noClasses()
            .should()
            .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Handler|Base)")
            .because("such a name says nothing about what the thing is"));
  }

  @Test
  void noTestSleeps() {
    noClasses()
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "sleep",
                call ->
                    call.getTargetOwner().isEquivalentTo(Thread.class)
                        && call.getName().equals("sleep")))
        .check(TESTS);
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(MAIN);
  }

  @Test
  void theHouseTellsUpFromDown() {
    assertThat(House.below("stream")).contains("sse", "script").doesNotContain("stream", "http");
    JavaClass lowest = MAIN.get("io.tributary.sse.SseEvent");
    assertThat(House.outOfReachOf("connection").test(lowest)).isTrue();
    assertThat(House.outOfReachOf("bus").test(lowest)).isFalse();
    assertThat(House.outOfReachOf("stream").test(MAIN.get("io.tributary.Tributary"))).isTrue();
  }
}
