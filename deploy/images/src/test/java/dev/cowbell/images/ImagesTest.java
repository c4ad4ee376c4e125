package dev.cowbell.images;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cowbell.standalone.embedded.EmbeddedDatabase;
import dev.cowbell.standalone.embedded.EmbeddedKafka;
import dev.cowbell.standalone.embedded.Loopback;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Builds the images as ./cowbell images does and runs them as Kubernetes would. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImagesTest {
  private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
  private static final List<String> OF_COLLECTOR =
      List.of("CAP_SYS_PTRACE", "CAP_DAC_READ_SEARCH", "CAP_PERFMON");
  private static final String PREFORKED =
      """
      import os, time
      held = [str(i) * 20 for i in range(300000)]
      for _ in range(3):
          if os.fork() == 0:
              time.sleep(120)
              os._exit(0)
      time.sleep(120)
      """;

  private Path folder = Path.of("target");
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @BeforeAll
  void build(@TempDir Path temporary) throws Exception {
    folder = temporary;
    assumeTrue(
        Files.exists(HOME.resolve("api/server/target/quarkus-app/quarkus-run.jar")),
        "the programs are not built: run it with the whole build");
    ImagesMain main = new ImagesMain(HOME, new PrintStream(printed, true, UTF_8));
    int code = new CommandLine(main).execute("--output", folder.toString());
    assertThat(code).as("%s", printed).isZero();
  }

  @Test
  void command_writesImagesTarballsAndWhatTheyAreMadeOf_andPrintsSizes() throws IOException {
    assertThat(printed.toString(UTF_8))
        .contains(
            "cowbell-collector:0.1.0", "cowbell-aggregator:0.1.0", "cowbell-api:0.1.0", "MiB");
    for (String program : List.of("collector", "aggregator", "api")) {
      JsonNode bom =
          new ObjectMapper()
              .readTree(folder.resolve("cowbell-" + program + "-0.1.0.cdx.json").toFile());
      assertThat(bom.get("bomFormat").asText()).isEqualTo("CycloneDX");
      assertThat(bom.findValuesAsText("name")).contains("jdk", "glibc", "protobuf-java");
      assertThat(
              folder.resolve(
                  "cowbell-%s-0.1.0-%s.tar.gz".formatted(program, System.getProperty("os.arch"))))
          .exists();
    }
  }

  @Test
  void tarballs_holdUnitsThatSystemdUnderstands_andAllThatTheyStart() throws IOException {
    assumeTrue(
        Command.tried(List.of("systemd-analyze", "--version")).isPresent(),
        "units are checked by systemd-analyze");
    Path root = made("host");
    for (String program : List.of("collector", "aggregator", "api")) {
      String name = "cowbell-%s-0.1.0-%s.tar.gz".formatted(program, System.getProperty("os.arch"));
      Command.run(List.of("tar", "-xzf", folder.resolve(name).toString(), "-C", root.toString()));
      Command.run(
          List.of(
              "systemd-analyze",
              "verify",
              "--root=" + root,
              "--man=no",
              "--recursive-errors=no",
              "cowbell-" + program + ".service"));
      Path place = root.resolve("opt/cowbell/" + program);
      assertThat(place.resolve("java/bin/java")).isExecutable();
      assertThat(place.resolve("program.aot")).exists();
      assertThat(Files.readString(place.resolve("java.args")).lines())
          .filteredOn(line -> line.endsWith(".jar"))
          .flatMap(line -> List.of(line.split(":", -1)))
          .isNotEmpty()
          .allSatisfy(jar -> assertThat(root.resolve(jar.substring(1))).exists());
      assertThat(root.resolve("etc/cowbell/" + program + ".conf.example")).exists();
    }
  }

  @Test
  void image_ofTheSameCommit_isTheSameBits() throws Exception {
    assertThat(digest("one")).startsWith("sha256:").isEqualTo(digest("two"));
  }

  private String digest(String name) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code =
        new CommandLine(new ImagesMain(HOME, new PrintStream(out, true, UTF_8)))
            .execute(
                "--no-cache",
                "--program",
                "collector",
                "--output",
                folder.resolve(name).toString());
    assertThat(code).isZero();
    return out.toString(UTF_8)
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("sha256:"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void command_withAProgramThatNobodyKnows_saysWhichThereAre() {
    assertThat(
            new CommandLine(new ImagesMain(HOME, System.out))
                .execute("--program", "server", "--output", folder.resolve("none").toString()))
        .isEqualTo(1);
  }

  @Test
  void image_holdsNothingButTheProgram_andRunsAsItShould() throws IOException {
    for (String program : List.of("collector", "aggregator", "api")) {
      UnpackedImage image = unpacked(program, program + "-looked-at");
      assertThat(image.user()).isEqualTo(program.equals("collector") ? 0 : 10001);
      assertThat(
              image
                  .config()
                  .get("config")
                  .get("Labels")
                  .get("org.opencontainers.image.revision")
                  .asText())
          .isNotEmpty();
      assertThat(image.root().resolve("bin")).doesNotExist();
      assertThat(image.root().resolve("opt/cowbell/program.aot")).exists();
      assertThat(image.root().resolve("opt/cowbell/sbom.cdx.json")).exists();
      assertThat(image.root().resolve("opt/java/bin/java")).isExecutable();
    }
  }

  /** With -XX:AOTMode=on a cache that does not fit ends the program. */
  @Test
  void cache_fitsTheImageItIsIn() throws Exception {
    assumeRunc();
    UnpackedImage image = unpacked("collector", "cached");
    try (Container container =
        Container.run(
            image,
            new Container.Terms(List.of(), false, 160L << 20),
            Map.of("JDK_JAVA_OPTIONS", "-XX:AOTMode=on"),
            List.of("--doctor"),
            folder.resolve("cached"))) {
      assertThat(container.output()).contains("process");
    }
  }

  @Test
  void containers_onKubernetesTerms_measureAFamilyOutsideTheirNamespaces() throws Exception {
    assumeRunc();
    Process family = new ProcessBuilder("python3", "-c", PREFORKED).start();
    try (EmbeddedDatabase database =
            EmbeddedDatabase.start(made("postgres"), made("programs"), false);
        EmbeddedKafka kafka = EmbeddedKafka.start(made("kafka"))) {
      int ingestPort = Loopback.freePort();
      int apiPort = Loopback.freePort();
      int collectorPort = Loopback.freePort();
      Map<String, String> ofDatabase =
          Map.of(
              "COWBELL_DB_URL", database.jdbcUrl(),
              "COWBELL_DB_USER", database.user(),
              "COWBELL_DB_PASSWORD", "postgres");
      Map<String, String> broker = Map.of("COWBELL_KAFKA_BOOTSTRAP", kafka.bootstrap());
      try (Container aggregator =
              service("aggregator", 512, both(ofDatabase, both(broker, port(ingestPort))));
          Container api = service("api", 384, both(ofDatabase, port(apiPort)));
          Container collector = collector(both(broker, port(collectorPort)))) {
        awaitAnswer(aggregator, ingestPort, "/q/health/ready");
        awaitAnswer(collector, collectorPort, "/healthz");
        awaitAnswer(api, apiPort, "/q/health/ready");
        awaitMeasured(apiPort, family.pid());

        assertThat(collector.status("Uid")).startsWith("0\t");
        assertThat(collector.status("CapEff")).isEqualTo("0000004000080004");
        assertThat(collector.status("CapAmb")).isEqualTo("0000000000000000");
        assertThat(collector.status("NoNewPrivs")).isEqualTo("1");
        for (Container service : List.of(aggregator, api)) {
          assertThat(service.status("Uid")).startsWith("10001\t");
          assertThat(service.status("CapEff")).isEqualTo("0000000000000000");
        }
        // Below the chart's limits; the kernel would have ended them otherwise.
        assertThat(collector.peakMemoryBytes()).isLessThanOrEqualTo(160L << 20);
        assertThat(aggregator.peakMemoryBytes()).isLessThanOrEqualTo(512L << 20);
        assertThat(api.peakMemoryBytes()).isLessThanOrEqualTo(384L << 20);
        System.out.printf(
            "peak memory: collector %d MiB, aggregator %d MiB, api %d MiB%n",
            collector.peakMemoryBytes() >> 20,
            aggregator.peakMemoryBytes() >> 20,
            api.peakMemoryBytes() >> 20);
      }
    } finally {
      family.descendants().forEach(ProcessHandle::destroy);
      family.destroy();
    }
  }

  private Container collector(Map<String, String> environment) throws IOException {
    return Container.run(
        unpacked("collector", "collector"),
        new Container.Terms(OF_COLLECTOR, true, 160L << 20),
        both(
            environment,
            Map.of(
                "COWBELL_INTERVAL",
                "1s",
                "COWBELL_SPOOL_DIR",
                "/var/lib/cowbell/spool",
                "COWBELL_HOST_ID",
                "node-1")),
        List.of(),
        folder.resolve("collector"));
  }

  private Container service(String program, int limitMiB, Map<String, String> environment)
      throws IOException {
    return Container.run(
        unpacked(program, program),
        new Container.Terms(List.of(), false, (long) limitMiB << 20),
        environment,
        List.of(),
        folder.resolve(program));
  }

  private UnpackedImage unpacked(String program, String name) throws IOException {
    return UnpackedImage.of(folder.resolve("cowbell-%s-0.1.0.tar".formatted(program)), made(name));
  }

  /** The page of services shows the family by the name of its program once it was measured. */
  private static void awaitMeasured(int port, long masterPid) throws Exception {
    await(() -> get(port, "/").contains("python3"), "no page shows the family of pid " + masterPid);
  }

  private static void awaitAnswer(Container container, int port, String path) throws Exception {
    await(
        () -> {
          assertThat(container.isAlive()).as(container.log()).isTrue();
          return !get(port, path).isEmpty();
        },
        "no answer at " + path);
  }

  /** The page, or nothing where it does not answer with 200. */
  private static String get(int port, String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .timeout(Duration.ofSeconds(5))
              .build();
      var answer = client.send(request, BodyHandlers.ofString());
      return answer.statusCode() == 200 ? answer.body() : "";
    } catch (IOException notYet) {
      return "";
    }
  }

  /** Something that may become true. */
  @FunctionalInterface
  interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition, String otherwise) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as(otherwise).isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }

  private Path made(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  private static Map<String, String> port(int port) {
    return Map.of("COWBELL_HTTP_PORT", Integer.toString(port));
  }

  private static Map<String, String> both(Map<String, String> one, Map<String, String> other) {
    var all = new HashMap<>(one);
    all.putAll(other);
    return all;
  }

  private static void assumeRunc() {
    assumeTrue(Container.isPossible(), "containers need runc and root");
  }
}
