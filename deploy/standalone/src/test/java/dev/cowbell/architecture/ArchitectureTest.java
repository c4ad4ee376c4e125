package dev.cowbell.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * The rules of ARCHITECTURE.md, "Who may know whom", read from the compiled classes of all modules.
 */
class ArchitectureTest {
  private static final String COLLECTOR = "dev.cowbell.collector..";
  private static final String AGGREGATOR = "dev.cowbell.aggregator..";
  private static final String SERVER = "dev.cowbell.api.server..";
  private static final String CONTRACT = "dev.cowbell.api.contract..";
  private static final String STANDALONE = "dev.cowbell.standalone..";

  private static final List<Path> MODULES =
      List.of(
          Path.of("../../collector/target/classes"),
          Path.of("../../aggregator/target/classes"),
          Path.of("../../api/server/target/classes"),
          Path.of("../../api/settings/target/classes"),
          Path.of("target/classes"));

  private static final String[] PURE = {
    "dev.cowbell.aggregator.savings..",
    "dev.cowbell.aggregator.experiment..",
    "dev.cowbell.aggregator.recommend..",
    "dev.cowbell.aggregator.guardrail..",
    "dev.cowbell.aggregator.backtest..",
    "dev.cowbell.aggregator.limit..",
    "dev.cowbell.aggregator.ipc..",
    "dev.cowbell.aggregator.opportunity..",
    "dev.cowbell.aggregator.rollup..",
    "dev.cowbell.api.server.capacity..",
    "dev.cowbell.collector.family..",
    "dev.cowbell.collector.sharing..",
    "dev.cowbell.collector.reading..",
    "dev.cowbell.collector.sampling.."
  };

  private static final JavaClasses ALL = new ClassFileImporter().importPaths(MODULES);

  /** With the tests. */
  private static final JavaClasses EVERYTHING =
      new ClassFileImporter()
          .importPaths(
              MODULES.stream()
                  .flatMap(module -> Stream.of(module, module.resolveSibling("test-classes")))
                  .toList());

  @Test
  void everyModuleIsThere_orTheRulesProveNothing() {
    assertThat(MODULES).allSatisfy(module -> assertThat(module).isDirectory());
    assertThat(
            Stream.of(COLLECTOR, AGGREGATOR, SERVER, STANDALONE)
                .map(packages -> packages.replace("..", "")))
        .allSatisfy(
            name ->
                assertThat(ALL.stream().anyMatch(c -> c.getPackageName().startsWith(name)))
                    .as(name)
                    .isTrue());
  }

  @Test
  void modules_dependOnTheContractAndNeverOnEachOther() {
    noClasses()
        .that()
        .resideInAPackage(COLLECTOR)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(AGGREGATOR, SERVER, STANDALONE)
        .check(ALL);
    noClasses()
        .that()
        .resideInAPackage(AGGREGATOR)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(COLLECTOR, SERVER, STANDALONE)
        .check(ALL);
    noClasses()
        .that()
        .resideInAPackage(SERVER)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(COLLECTOR, AGGREGATOR, STANDALONE)
        .check(ALL);
    noClasses()
        .that()
        .resideInAPackage(STANDALONE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(COLLECTOR, AGGREGATOR, SERVER)
        .check(ALL);
  }

  @Test
  void pureParts_knowNoClockNoInputNoFrameworkAndNoGeneratedType() {
    noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            CONTRACT,
            "java.io..",
            "java.nio.file..",
            "java.net..",
            "java.sql..",
            "javax.sql..",
            "java.util.logging..",
            "org.slf4j..",
            "org.jboss..",
            "io.quarkus..",
            "jakarta..",
            "io.grpc..",
            "io.micrometer..",
            "org.apache.kafka..")
        .check(ALL);
    noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(java.time.Clock.class)
        .check(ALL);
  }

  @Test
  void sql_staysInTheStoreAndTheServersReadPorts() {
    noClasses()
        .that()
        .resideInAPackage("dev.cowbell..")
        .and()
        .resideOutsideOfPackages(
            "dev.cowbell.aggregator.store..", "dev.cowbell.aggregator.app..", SERVER)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..")
        .check(ALL);
  }

  @Test
  void collector_isAPlainProgram() {
    noClasses()
        .that()
        .resideInAPackage(COLLECTOR)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.quarkus..", "jakarta..", "io.grpc..", "java.sql..")
        .check(ALL);
  }

  /**
   * Java's client offers every server without TLS an upgrade to HTTP/2. Where a server takes it, as
   * Cowbell's does, the client of JDK 25 now and then never hands over an answer that has arrived
   * in full, and no timeout ends that.
   */
  @Test
  void httpClients_offerNoUpgrade() {
    assertThat(EVERYTHING)
        .filteredOn(c -> calls(c, HttpClient.class, "newBuilder"))
        .isNotEmpty()
        .allMatch(c -> calls(c, HttpClient.Builder.class, "version"));
    noClasses().should().callMethod(HttpClient.class, "newHttpClient").check(EVERYTHING);
  }

  private static boolean calls(JavaClass caller, Class<?> type, String method) {
    return caller.getMethodCallsFromSelf().stream()
        .anyMatch(
            call -> call.getTargetOwner().isEquivalentTo(type) && call.getName().equals(method));
  }

  @Test
  void packages_haveNoCycles() {
    for (String module : List.of("collector", "aggregator", "api.server", "standalone")) {
      slices().matching("dev.cowbell." + module + ".(*)..").should().beFreeOfCycles().check(ALL);
    }
  }

  @Test
  void names_sayWhatAThingIs() {
    noClasses()
        .should()
        .haveNameMatching(".*\\.((Abstract|Base)[A-Z]\\w*|\\w*(Impl|Utils?|Helper|Manager))")
        .orShould()
        .resideInAnyPackage("..util..", "..common..", "..helper..", "..manager..")
        .check(ALL);
  }

  @Test
  void packages_sayThatTheyAreNullMarkedAndWhy() {
    classes()
        .that()
        .resideInAPackage("dev.cowbell..")
        .should()
        .resideInAnyPackage(
            ALL.stream()
                .filter(c -> c.getSimpleName().equals("package-info"))
                .filter(c -> c.isAnnotatedWith(NullMarked.class))
                .map(c -> c.getPackageName())
                .toArray(String[]::new))
        .check(ALL);
    assertThat(Files.exists(Path.of("../../ARCHITECTURE.md"))).isTrue();
  }
}
