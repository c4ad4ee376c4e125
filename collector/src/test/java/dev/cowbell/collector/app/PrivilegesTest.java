package dev.cowbell.collector.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.TextFormat;
import dev.cowbell.api.contract.v1.Family;
import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.api.contract.v1.NameSource;
import dev.cowbell.api.contract.v1.RuntimeKind;
import dev.cowbell.api.contract.v1.UnavailableReason;
import dev.cowbell.api.contract.v1.Worker;
import dev.cowbell.collector.real.PythonFamily;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The collector with the three capabilities it asks for and nothing else, and with none, against a
 * family of another user.
 */
class PrivilegesTest {
  private static final String SETPRIV = "/usr/bin/setpriv";
  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final String SECRET = "hunter2-planted-secret";
  private static final String THREE = "-all,+sys_ptrace,+perfmon,+dac_read_search";

  /** Bits 2, 19 and 38 of linux/capability.h. */
  private static final String THREE_AS_MASK = "0000004000080004";

  private static final List<String> AS_WORKER_USER =
      List.of(SETPRIV, "--reuid", "1", "--regid", "1", "--clear-groups");
  private static final List<String> AS_ANOTHER_USER =
      List.of(SETPRIV, "--reuid", "65534", "--regid", "65534", "--clear-groups");

  @TempDir Path folder;

  static Stream<Arguments> identitiesWithThreeCapabilities() {
    List<String> asRoot =
        List.of(SETPRIV, "--bounding-set", THREE, "--inh-caps", THREE, "--no-new-privs");
    List<String> asAnother = new ArrayList<>(AS_ANOTHER_USER);
    asAnother.addAll(
        List.of("--bounding-set", THREE, "--inh-caps", THREE, "--ambient-caps", THREE));
    return Stream.of(
        Arguments.of("uid 0 with all others dropped", asRoot),
        Arguments.of("another user", asAnother));
  }

  @BeforeEach
  void needRootAndTools() throws IOException {
    assumeTrue(
        System.getProperty("user.name").equals("root"),
        "skipped: only root can run the collector as another user");
    assumeTrue(Files.isExecutable(Path.of(SETPRIV)), "skipped: no setpriv (util-linux)");
    assumeTrue(Files.isExecutable(PYTHON), "skipped: no python3 that every user may run");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("identitiesWithThreeCapabilities")
  void withThreeCapabilities_aFamilyOfAnotherUser_isReadInFull(String name, List<String> launcher)
      throws Exception {
    assertThat(effectiveCapabilities(launcher)).isEqualTo(THREE_AS_MASK);
    try (PythonFamily real = familyOfAnotherUser()) {
      int pid = real.fork(1).getFirst();

      HostTick tick = new CollectorProcess(folder).tick(launcher);

      Family family = CollectorProcess.family(tick, real.masterPid());
      assertThat(family.getService()).isEqualTo("shop");
      assertThat(family.getServiceSource()).isEqualTo(NameSource.NAME_SOURCE_COWBELL_ENVIRONMENT);
      assertThat(family.getUnreadableWorkerCount()).isZero();
      assertThat(family.getRuntime().getKind()).isEqualTo(RuntimeKind.RUNTIME_KIND_CPYTHON);
      assertThat(family.getPolicy().getPolicy().getName()).isEqualTo("frozen");
      assertThat(family.getPssSumBytes().getBytes()).isPositive();
      assertThat(family.hasFootprint()).isTrue();
      Worker worker = family.getWorkers(0);
      assertThat(worker.getPid()).isEqualTo(pid);
      assertThat(worker.getMemory().getFull().getRollup().getPssBytes()).isPositive();
      assertThat(worker.getSharing().getFigures().getStillSharedBytes()).isPositive();
      // At rest the last reading is no exact one; there was one before it.
      assertThat(family.getEstimateError().getExactReadings()).isPositive();
      assertThat(worker.getFullCollections().hasCount()).isTrue();
      assertThat(family.getPassingWorkersDelta().hasCount()).isTrue();
      assertThat(tick.getCounters().getInstructions().getUnavailable().getReason())
          .isNotEqualTo(UnavailableReason.UNAVAILABLE_REASON_PERMISSION_DENIED);
      assertThat(TextFormat.printer().printToString(tick)).doesNotContain(SECRET);
    }
  }

  @Test
  void withoutAnyCapability_eachThingThatCannotBeSeen_saysSo() throws Exception {
    assertThat(effectiveCapabilities(AS_ANOTHER_USER)).isEqualTo("0000000000000000");
    try (PythonFamily real = familyOfAnotherUser()) {
      real.fork(1);

      HostTick tick = new CollectorProcess(folder).tick(AS_ANOTHER_USER);

      Family family = CollectorProcess.family(tick, real.masterPid());
      Worker worker = family.getWorkers(0);
      assertThat(family.getUnreadableWorkerCount()).isEqualTo(1);
      assertThat(family.getServiceSource()).isEqualTo(NameSource.NAME_SOURCE_EXECUTABLE);
      assertThat(family.hasFootprint()).isFalse();
      assertThat(
              List.of(
                  family.getPolicy().getUnavailable(),
                  family.getPssSumBytes().getUnavailable(),
                  family.getMaster().getFull().getUnavailable(),
                  worker.getMemory().getFull().getUnavailable(),
                  worker.getSharing().getUnavailable(),
                  worker.getFullCollections().getUnavailable()))
          .allSatisfy(
              absent -> {
                assertThat(absent.getReason())
                    .isEqualTo(UnavailableReason.UNAVAILABLE_REASON_PERMISSION_DENIED);
                assertThat(absent.getDetail())
                    .contains("refused by the kernel")
                    .contains("CAP_SYS_PTRACE");
              });
      assertThat(TextFormat.printer().printToString(tick)).doesNotContain(SECRET);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("identitiesWithThreeCapabilities")
  void doctor_withThreeCapabilities_isRefusedNothing(String name, List<String> launcher)
      throws Exception {
    try (PythonFamily real = familyOfAnotherUser()) {
      assertThat(real.masterPid()).isPositive();

      assertThat(new CollectorProcess(folder).run(launcher, "--doctor"))
          .contains("yes  smaps_rollup", "yes  pagemap", "yes  mem ", "yes  environ")
          .contains("yes  perf events", "yes  records of forks and exits")
          .doesNotContain("refused", SECRET);
    }
  }

  @Test
  void doctor_withoutAnyCapability_saysWhatToAllow() throws Exception {
    try (PythonFamily real = familyOfAnotherUser()) {
      assertThat(real.masterPid()).isPositive();

      assertThat(new CollectorProcess(folder).run(AS_ANOTHER_USER, "--doctor").lines())
          .filteredOn(line -> line.startsWith("no ") && line.contains("refused"))
          .hasSize(6)
          .allMatch(line -> line.contains("CAP_SYS_PTRACE") || line.contains("CAP_PERFMON"));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("identitiesWithThreeCapabilities")
  void why_withThreeCapabilities_watchesAFamilyOfAnotherUser(String name, List<String> launcher)
      throws Exception {
    try (PythonFamily real = familyOfAnotherUser()) {
      real.fork(1);

      CollectorProcess.Ended why =
          new CollectorProcess(folder).why(launcher, "shop", "--seconds", "1");

      assertThat(why.err()).isEqualToIgnoringNewLines("Watching for 1 s");
      assertThat(why.exit()).isZero();
      assertThat(why.out())
          .contains("policy frozen", "Verdict: ")
          .doesNotContain("could not be read", SECRET);
    }
  }

  @Test
  void why_withoutAnyCapability_saysWhatToAllow() throws Exception {
    try (PythonFamily real = familyOfAnotherUser()) {
      real.fork(1);
      CollectorProcess collector = new CollectorProcess(folder);

      CollectorProcess.Ended byPid =
          collector.why(AS_ANOTHER_USER, String.valueOf(real.masterPid()), "--seconds", "1");
      CollectorProcess.Ended byName = collector.why(AS_ANOTHER_USER, "shop", "--seconds", "1");

      assertThat(byPid.exit()).isEqualTo(1);
      assertThat(byPid.err())
          .contains("the kernel shows no faults", "CAP_PERFMON", "kernel.perf_event_paranoid");
      assertThat(byName.exit()).isEqualTo(1);
      assertThat(byName.err())
          .contains("no family of the service", "hide their names", "CAP_SYS_PTRACE")
          .doesNotContain(SECRET);
    }
  }

  @Test
  void theTickAsJson_holdsNoSecretEither() throws Exception {
    try (PythonFamily real = familyOfAnotherUser()) {
      real.fork(1);

      String json = new CollectorProcess(folder).run(List.of(), "--once", "--json");

      assertThat(json).contains("\"masterPid\": " + real.masterPid()).doesNotContain(SECRET);
    }
  }

  /** With a secret wherever one may stand: arguments, environment, attributes, and folder. */
  private PythonFamily familyOfAnotherUser() throws IOException {
    Path secretFolder = Files.createDirectory(folder.resolve(SECRET));
    Map<String, String> environment =
        Map.of(
            "COWBELL_SERVICE",
            "shop",
            "DATABASE_PASSWORD",
            SECRET,
            SECRET,
            "1",
            "OTEL_RESOURCE_ATTRIBUTES",
            "api.key=" + SECRET + ",service.namespace=" + SECRET);
    return PythonFamily.startUnder(
        AS_WORKER_USER,
        PYTHON,
        secretFolder,
        "gc.collect(); gc.freeze()",
        "pass",
        environment,
        List.of("--password=" + SECRET, SECRET));
  }

  private static String effectiveCapabilities(List<String> launcher)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(launcher);
    command.addAll(List.of("/usr/bin/sed", "-n", "s/^CapEff:\t//p", "/proc/self/status"));
    Process process = new ProcessBuilder(command).start();
    String mask = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    assertThat(process.waitFor()).isZero();
    return mask;
  }
}
