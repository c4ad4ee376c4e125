package dev.cowbell.images;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cowbell.api.contract.v1.Family;
import dev.cowbell.api.contract.v1.FootprintSource;
import dev.cowbell.api.contract.v1.Worker;
import dev.cowbell.standalone.embedded.EmbeddedDatabase;
import dev.cowbell.standalone.embedded.EmbeddedKafka;
import dev.cowbell.standalone.embedded.Loopback;
import dev.cowbell.standalone.simulate.Simulation;
import dev.cowbell.standalone.simulate.SimulationOptions;
import dev.cowbell.standalone.simulate.fleet.FleetSize;
import dev.cowbell.standalone.simulate.scenario.ScenarioFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The images as Kubernetes would run them, with what the chart gives them and no more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContainersTest {
  /** Bits 2, 19 and 38 of linux/capability.h. */
  private static final String THREE_AS_MASK = "0000004000080004";

  private static final String NONE_AS_MASK = "0000000000000000";
  private static final String RUNNING_DOCTOR =
      "/opt/java/bin/java @/opt/cowbell/java.args --doctor";

  private final List<AutoCloseable> running = new ArrayList<>();
  private Path folder = Path.of("target");
  private Map<String, String> ofDatabase = Map.of();
  private Map<String, String> ofBroker = Map.of();

  @BeforeAll
  void engines(@TempDir Path temporary) throws Exception {
    assumeTrue(Container.isPossible(), "containers need runc and root");
    folder = temporary;
    EmbeddedDatabase database = EmbeddedDatabase.start(made("postgres"), made("programs"), false);
    running.addFirst(database);
    EmbeddedKafka kafka = EmbeddedKafka.start(made("kafka"));
    running.addFirst(kafka);
    ofBroker = Map.of("COWBELL_KAFKA_BOOTSTRAP", kafka.bootstrap());
    ofDatabase =
        Map.of(
            "COWBELL_DB_URL", database.jdbcUrl(),
            "COWBELL_DB_USER", database.user(),
            "COWBELL_DB_PASSWORD", "postgres");
    prepare();
  }

  /** As the chart's job does it, once, before anything else is there. */
  private void prepare() throws Exception {
    try (Container job =
        Container.run(
            BuiltImages.get().unpack("aggregator", folder.resolve("prepare-image")),
            new Container.Terms(List.of(), false, ChartLimits.memoryBytes("prepare")),
            both(ofDatabase, ofBroker),
            List.of("prepare"),
            made("prepare"))) {
      assertThat(job.output()).contains("schema: ").contains("topics: 4 partitions");
    }
  }

  @AfterAll
  void stop() throws Exception {
    for (AutoCloseable part : running) {
      part.close();
    }
  }

  /** With -XX:AOTMode=on a cache that does not fit ends the program. */
  @Test
  void cache_fitsTheImageItIsIn() throws Exception {
    try (Container container =
        Container.run(
            BuiltImages.get().unpack("collector", folder.resolve("cached-image")),
            new Container.Terms(List.of(), false, ChartLimits.memoryBytes("collector")),
            Map.of("JDK_JAVA_OPTIONS", "-XX:AOTMode=on"),
            List.of("--doctor"),
            made("cached"))) {
      assertThat(container.output()).contains("process");
    }
  }

  @Test
  void containers_onTheChartsTerms_measureAForeignFamilyOutsideTheirNamespaces() throws Exception {
    int ingestPort = Loopback.freePort();
    int apiPort = Loopback.freePort();
    int collectorPort = Loopback.freePort();
    try (PreforkedFamily family = PreforkedFamily.start();
        Container aggregator =
            service(
                "aggregator",
                both(both(ofDatabase, ofBroker), Map.of("COWBELL_PREPARE_AT_START", "false")),
                ingestPort);
        Container api = service("api", ofDatabase, apiPort);
        Container collector =
            collector("collector", ChartLimits.collectorCapabilities(), List.of(), collectorPort)) {
      awaitAnswer(aggregator, ingestPort, "/q/health/ready");
      awaitAnswer(collector, collectorPort, "/healthz");
      awaitAnswer(api, apiPort, "/q/health/ready");

      assertMeasured(family);
      Waiting.until(
          () -> text(apiPort, "/services").contains("python3"), "no page shows the family");
      assertAsKubernetesWould(collector, "0", THREE_AS_MASK);
      assertAsKubernetesWould(aggregator, "10001", NONE_AS_MASK);
      assertAsKubernetesWould(api, "10001", NONE_AS_MASK);
      assertThat(collector.exec(RUNNING_DOCTOR.split(" ", -1)))
          .contains("smaps_rollup (what is shared): readable")
          .contains("pagemap (copied and freed pages told apart): readable");
      load(apiPort);
      assertChecked(apiPort);
      assertLimitsHold(Map.of("collector", collector, "aggregator", aggregator, "api", api));
    }
  }

  /** What the kernel refuses is told of by metrics and in the tick; the rest goes on. */
  @Test
  void collector_withoutAnyCapability_saysWhatIsRefused_andGoesOn() throws Exception {
    int port = Loopback.freePort();
    try (PreforkedFamily family = PreforkedFamily.start();
        Container collector = collector("forbidden", List.of(), List.of(), port)) {
      assertThat(family.process().isAlive()).isTrue();
      awaitAnswer(collector, port, "/healthz");
      Waiting.until(
          () ->
              text(port, "/metrics")
                  .contains(
                      "cowbell_collector_failed_readings_total{file=\"smaps_rollup\",reason=\"permission_denied\"}"),
          "no metric tells of what is refused");
      double before = sampled(port);
      Waiting.until(() -> sampled(port) > before, "no more ticks are taken");
      assertThat(collector.exec(RUNNING_DOCTOR.split(" ", -1))).contains("CAP_SYS_PTRACE");
      assertThat(Waiting.get(port, "/healthz")).isNotEmpty();
    }
  }

  /** As the default profile of some container runtimes does, whatever the capabilities. */
  @Test
  void collector_underAProfileThatRefusesPerfEvents_measuresMemoryWithoutThem() throws Exception {
    int port = Loopback.freePort();
    try (PreforkedFamily family = PreforkedFamily.start();
        Container collector =
            collector(
                "confined",
                ChartLimits.collectorCapabilities(),
                List.of("perf_event_open"),
                port)) {
      awaitAnswer(collector, port, "/healthz");
      assertMeasured(family);
      assertThat(text(port, "/metrics"))
          .contains("cowbell_collector_counter_unavailable{counter=\"instructions\",reason=");
      assertThat(collector.exec(RUNNING_DOCTOR.split(" ", -1)))
          .contains("its seccomp profile has to allow perf_event_open");
    }
  }

  private void assertMeasured(PreforkedFamily family) throws Exception {
    List<Family> found = new ArrayList<>();
    try (Ticks ticks = new Ticks(ofBroker.getOrDefault("COWBELL_KAFKA_BOOTSTRAP", ""))) {
      Waiting.until(
          () -> ticks.family(family.masterPid()).map(found::add).orElse(false),
          "no tick has the family of pid " + family.masterPid());
    }
    Family measured = found.getFirst();
    assertThat(measured.getWorkerCount()).isEqualTo(3);
    assertThat(measured.getUnreadableWorkerCount()).isZero();
    assertThat(measured.getPolicy().getPolicy().getName()).isEqualTo("default");
    Worker worker = measured.getWorkers(0);
    assertThat(worker.getMemory().getFull().getRollup().getPssBytes()).isPositive();
    assertThat(worker.getSharing().getFigures().getStillSharedBytes()).isGreaterThan(30L << 20);
    // Found from within a cgroup namespace, where the kernel writes others' paths as /../….
    assertThat(measured.getFootprint().getSource())
        .isEqualTo(FootprintSource.FOOTPRINT_SOURCE_CGROUP);
  }

  private static void assertAsKubernetesWould(Container container, String user, String capabilities)
      throws IOException {
    assertThat(container.status("Uid")).startsWith(user + "\t");
    assertThat(container.status("CapEff")).isEqualTo(capabilities);
    assertThat(container.status("CapPrm")).isEqualTo(capabilities);
    assertThat(container.status("CapBnd")).isEqualTo(capabilities);
    assertThat(container.status("CapInh")).isEqualTo(NONE_AS_MASK);
    assertThat(container.status("CapAmb")).isEqualTo(NONE_AS_MASK);
    assertThat(container.status("NoNewPrivs")).isEqualTo("1");
  }

  /** As the pod of {@code helm test} does, within its limit. */
  private void assertChecked(int apiPort) throws Exception {
    try (Container check =
        Container.run(
            BuiltImages.get().unpack("api", folder.resolve("check-image")),
            new Container.Terms(List.of(), false, 128L << 20),
            Map.of(),
            List.of("check", "http://127.0.0.1:" + apiPort),
            made("check"))) {
      assertThat(check.output()).contains("ok: the server is ready, and ticks arrive");
    }
  }

  /** A fleet's ticks for the aggregator, and every kind of report and page of the api. */
  private void load(int apiPort) throws Exception {
    long duration = 600_000;
    var fleet = new FleetSize(100, System.currentTimeMillis() - duration, 10_000, duration, 1);
    new Simulation(
            new SimulationOptions(
                ofBroker.getOrDefault("COWBELL_KAFKA_BOOTSTRAP", ""),
                ScenarioFile.read("fleet"),
                fleet,
                1,
                Optional.empty(),
                false,
                4),
            line -> {})
        .run();
    Waiting.until(
        () -> text(apiPort, "/q/metrics").contains("cowbell_hosts{state=\"heard\"} 10"),
        "the simulated hosts did not arrive");
    for (String format : List.of("html", "pdf", "csv", "json", "focus")) {
      byte[] report = Waiting.get(apiPort, "/report?format=" + format);
      assertThat(report).as(format).hasSizeGreaterThan(500);
      if (format.equals("pdf")) {
        assertThat(new String(report, 0, 5, US_ASCII)).isEqualTo("%PDF-");
      }
    }
  }

  private static void assertLimitsHold(Map<String, Container> containers) throws IOException {
    for (var container : containers.entrySet()) {
      long limit = ChartLimits.memoryBytes(container.getKey());
      Container.Memory memory = container.getValue().memory();
      System.out.printf(
          "%s: limit %d MiB, peak %d MiB with files, anonymous now %d MiB%n",
          container.getKey(), limit >> 20, memory.peakBytes() >> 20, memory.anonymousBytes() >> 20);
      assertThat(container.getValue().isAlive()).as(container.getKey()).isTrue();
      assertThat(memory.kills()).as(container.getKey()).isZero();
      // What is not files cannot be given back: a tenth has to be left of the limit.
      assertThat(memory.anonymousBytes()).as(container.getKey()).isLessThan(limit * 9 / 10);
    }
  }

  private Container collector(
      String name, List<String> capabilities, List<String> refusedCalls, int port)
      throws IOException {
    return Container.run(
        BuiltImages.get().unpack("collector", folder.resolve(name + "-image")),
        new Container.Terms(capabilities, true, ChartLimits.memoryBytes("collector"), refusedCalls),
        both(
            both(ofBroker, port(port)),
            Map.of(
                "COWBELL_INTERVAL", "1s",
                "COWBELL_SPOOL_DIR", "/var/lib/cowbell/spool",
                "COWBELL_HOST_ID", name)),
        List.of(),
        made(name));
  }

  private Container service(String program, Map<String, String> environment, int port)
      throws IOException {
    return Container.run(
        BuiltImages.get().unpack(program, folder.resolve(program + "-image")),
        new Container.Terms(List.of(), false, ChartLimits.memoryBytes(program)),
        both(environment, port(port)),
        List.of(),
        made(program));
  }

  private static void awaitAnswer(Container container, int port, String path) throws Exception {
    Waiting.until(
        () -> {
          assertThat(container.isAlive()).as(container.log()).isTrue();
          return Waiting.get(port, path).length > 0;
        },
        "no answer at " + path);
  }

  private static double sampled(int port) throws InterruptedException {
    return text(port, "/metrics")
        .lines()
        .filter(line -> line.startsWith("cowbell_collector_ticks_sampled_total "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
        .findFirst()
        .orElse(0);
  }

  private static String text(int port, String path) throws InterruptedException {
    return new String(Waiting.get(port, path), UTF_8);
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
}
