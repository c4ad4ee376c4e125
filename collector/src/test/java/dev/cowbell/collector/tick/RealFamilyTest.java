package dev.cowbell.collector.tick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.TextFormat;
import dev.cowbell.api.contract.v1.Basis;
import dev.cowbell.api.contract.v1.Collections;
import dev.cowbell.api.contract.v1.Family;
import dev.cowbell.api.contract.v1.FootprintSource;
import dev.cowbell.api.contract.v1.HostIdentity;
import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.api.contract.v1.LifecycleKind;
import dev.cowbell.api.contract.v1.NameSource;
import dev.cowbell.api.contract.v1.Worker;
import dev.cowbell.collector.procfs.ProcFs;
import dev.cowbell.collector.procfs.SmapsRollup;
import dev.cowbell.collector.real.MemoryCgroup;
import dev.cowbell.collector.real.PageFrames;
import dev.cowbell.collector.real.PythonFamily;
import dev.cowbell.collector.real.Pythons;
import dev.cowbell.collector.sampling.ReadingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealFamilyTest {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final String SECRET = "hunter2-planted-secret";
  private static final long MIB = 1024 * 1024;

  @TempDir Path folder;
  private Path python = Path.of("python3");
  private HostTick.Builder lastTick = HostTick.newBuilder();
  private final HostCollector collector =
      new HostCollector(
          new HostCollector.Settings(
              HostIdentity.newBuilder().setHostId("test").build(),
              Path.of("/proc"),
              Path.of("/sys"),
              Duration.ofSeconds(1),
              ReadingPlan.of(Duration.ZERO),
              1,
              1024 * 1024),
          Clock.systemUTC(),
          () -> 0);

  @BeforeEach
  void findPython() {
    Optional<Path> found = Pythons.any();
    assumeTrue(found.isPresent(), "skipped: no CPython 3.8 to 3.13 on this machine");
    python = found.get();
  }

  @Test
  void fullCollections_countFromBirth_whateverTheMasterDidBefore() throws IOException {
    try (PythonFamily real = start("gc.collect(); gc.collect(); gc.collect()", Map.of())) {
      List<Integer> pids = real.fork(2);
      awaitFamily(real, family -> family.getWorkersCount() == 2);
      real.collect(0);
      real.collect(0);

      Family family = awaitFamily(real, f -> f.getWorkersCount() == 2);

      assertThat(worker(family, pids.get(0)).getFullCollections().getCount()).isEqualTo(2);
      assertThat(worker(family, pids.get(1)).getFullCollections().getCount()).isZero();
      assertThat(worker(family, pids.get(1)).getFullCollections().hasCount()).isTrue();
    }
  }

  @Test
  void collections_ofEveryGeneration_countFromBirth() throws IOException {
    try (PythonFamily real = start("gc.collect(); gc.disable()", Map.of())) {
      int pid = real.fork(1).getFirst();
      awaitFamily(real, family -> family.getWorkersCount() == 1);
      real.run(0, "[gc.collect(0) for _ in range(5)]; [gc.collect(1) for _ in range(3)]");
      real.collect(0);

      Family family = awaitFamily(real, f -> f.getWorkersCount() == 1);

      assertThat(worker(family, pid).getCollections().getCollections())
          .isEqualTo(
              Collections.newBuilder()
                  .setGeneration0(5)
                  .setGeneration1(3)
                  .setGeneration2(1)
                  .build());
    }
  }

  @Test
  void sharing_ofDefaultAndFrozen_agreesWithTheKernelAndDiffersAsItMust() throws IOException {
    double defaultLoss = lossShareAfterFullCollection("pass");
    double frozenLoss = lossShareAfterFullCollection("gc.collect(); gc.freeze()");

    assertThat(defaultLoss).isGreaterThan(0.3);
    assertThat(frozenLoss).isLessThan(0.1);
  }

  private double lossShareAfterFullCollection(String beforeFork) throws IOException {
    try (PythonFamily real = start(beforeFork, Map.of())) {
      List<Integer> pids = real.fork(2);
      awaitFamily(real, family -> family.getWorkersCount() == 2);
      real.collect(0);
      real.allocate(0, 20);

      Worker worker = worker(awaitFamily(real, f -> f.getWorkersCount() == 2), pids.getFirst());

      SmapsRollup kernel =
          new ProcFs(Path.of("/proc")).smapsRollup(pids.getFirst()).optional().orElseThrow();
      long inherited = worker.getInherited().getBytes().getBytes();
      long loss = worker.getSharing().getFigures().getSharingLossBytes();
      assertThat(loss).isCloseTo(inherited - kernel.sharedDirtyBytes(), within(64L * 1024));
      assertThat(worker.getSharing().getFigures().getPrivateGrowthBytes())
          .isCloseTo(kernel.anonymousBytes() - inherited, within(64L * 1024))
          .isGreaterThan(19L * 1024 * 1024);
      return (double) loss / inherited;
    }
  }

  @Test
  void family_isNamedByItsEnvironmentAndPolicy() throws IOException {
    Map<String, String> environment =
        Map.of("OTEL_RESOURCE_ATTRIBUTES", "team=web,service.name=check%20out");
    try (PythonFamily real = start("gc.set_threshold(50000, 10, 10); gc.freeze()", environment)) {
      real.fork(1);

      Family family = awaitFamily(real, f -> f.getWorkerCount() == 1);

      assertThat(family.getService()).isEqualTo("check out");
      assertThat(family.getServiceSource()).isEqualTo(NameSource.NAME_SOURCE_OTEL_ENVIRONMENT);
      assertThat(family.getArm()).isEqualTo("frozen+threshold-50000");
      assertThat(family.getArmSource()).isEqualTo(NameSource.NAME_SOURCE_POLICY);
    }
  }

  @Test
  void policy_thatAWorkerChanges_isTheWorkersAndAnEvent() throws IOException {
    try (PythonFamily real = PythonFamily.start(python, folder, "gc.disable()", "pass", Map.of())) {
      real.fork(1);
      Family before = awaitFamily(real, f -> f.getWorkerCount() == 1);
      assertThat(before.getPolicy().getPolicy().getName()).isEqualTo("disabled");
      real.enable(0);

      Family after = awaitFamily(real, f -> f.getPolicy().getPolicy().getName().equals("default"));

      assertThat(after.getArm()).isEqualTo("default");
      assertThat(lastTick.getEventsList())
          .anySatisfy(
              event -> {
                assertThat(event.getKind()).isEqualTo(LifecycleKind.LIFECYCLE_KIND_POLICY_CHANGE);
                assertThat(event.getDetail()).isEqualTo("collector policy disabled became default");
              });
    }
  }

  @Test
  void aCollector_thatWorkersSwitchOnAgainBeforeTheyAreSeen_isAnEvent() throws IOException {
    try (PythonFamily real =
        PythonFamily.start(python, folder, "gc.disable()", "gc.enable()", Map.of())) {
      int pid = real.fork(1).getFirst();
      assertThat(real.state(0).enabled()).isTrue();
      awaitFamily(real, f -> f.getWorkerCount() == 1);

      assertThat(lastTick.getEventsList())
          .filteredOn(e -> e.getKind() == LifecycleKind.LIFECYCLE_KIND_POLICY_CHANGE)
          .singleElement()
          .satisfies(
              event -> {
                assertThat(event.getPid()).isEqualTo(pid);
                assertThat(event.getDetail())
                    .isEqualTo("collector policy disabled of its parent became default");
              });
    }
  }

  @Test
  void aCollector_thatIsSwitchedOnAgainOverFrozenObjects_isAsItIsMeantToBe() throws IOException {
    try (PythonFamily real =
        PythonFamily.start(python, folder, "gc.disable(); gc.freeze()", "gc.enable()", Map.of())) {
      real.fork(1);
      assertThat(real.state(0).enabled()).isTrue();
      awaitFamily(real, f -> f.getWorkerCount() == 1);

      assertThat(lastTick.getEventsList())
          .noneMatch(e -> e.getKind() == LifecycleKind.LIFECYCLE_KIND_POLICY_CHANGE);
    }
  }

  @Test
  void aMaster_thatReplacesItsProgramUnderTheSamePid_isLookedAtAnew() throws IOException {
    try (PythonFamily real = start("gc.freeze()", Map.of())) {
      real.fork(2);
      awaitFamily(real, f -> f.getWorkerCount() == 2);
      real.exec();
      awaitFamily(real, f -> f.getWorkerCount() == 0);
      int pid = real.fork(1).getFirst();

      Family family = awaitFamily(real, f -> f.getWorkersCount() == 1);

      assertThat(family.getPolicy().getPolicy().getName()).isEqualTo("frozen");
      assertThat(worker(family, pid).getFullCollections().hasCount()).isTrue();
      assertThat(worker(family, pid).getInherited().getBytes().getBytes()).isPositive();
    }
  }

  @Test
  void workers_thatComeAndGo_areEvents() throws IOException {
    try (PythonFamily real = start("pass", Map.of())) {
      int first = real.fork(1).getFirst();
      awaitFamily(real, f -> f.getWorkerCount() == 1);
      int second = real.fork(1).getLast();
      awaitFamily(real, f -> f.getWorkerCount() == 2);
      assertThat(kinds(second)).containsExactly(LifecycleKind.LIFECYCLE_KIND_SPAWN);
      ProcessHandle.of(first).ifPresent(ProcessHandle::destroyForcibly);

      Family family = awaitFamily(real, f -> f.getWorkerCount() == 1);

      assertThat(kinds(first)).containsExactly(LifecycleKind.LIFECYCLE_KIND_EXIT);
      assertThat(family.getUnreadableWorkerCount()).isZero();
    }
  }

  @Test
  void aTick_holdsNoSecretOfCommandLineEnvironmentOrScriptPath() throws IOException {
    Path secretFolder = Files.createDirectory(folder.resolve(SECRET));
    Map<String, String> environment =
        Map.of(
            "DATABASE_PASSWORD",
            SECRET,
            "COWBELL_SERVICE_SECRET",
            SECRET,
            "COWBELL_SERVICE",
            "shop",
            "OTEL_RESOURCE_ATTRIBUTES",
            "api.key=" + SECRET + ",service.name.x=" + SECRET);
    try (PythonFamily real =
        PythonFamily.start(
            python, secretFolder, "pass", "pass", environment, "--password=" + SECRET, SECRET)) {
      real.fork(1);

      Family family = awaitFamily(real, f -> f.getWorkersCount() == 1);

      assertThat(family.getService()).isEqualTo("shop");
      assertThat(TextFormat.printer().printToString(lastTick)).doesNotContain(SECRET);
      assertThat(
              new String(
                  lastTick.build().toByteArray(), java.nio.charset.StandardCharsets.ISO_8859_1))
          .doesNotContain(SECRET);
    }
  }

  @Test
  void aService_withoutAName_isExecutableAndScript() throws IOException {
    Map<String, String> environment = Map.of();
    try (PythonFamily real =
        PythonFamily.start(python, folder, "pass", "pass", environment, "--password=" + SECRET)) {
      real.fork(1);

      Family family = awaitFamily(real, f -> f.getWorkersCount() == 1);

      assertThat(family.getService()).matches("python3\\.\\d+ family\\.py");
      assertThat(family.getServiceSource()).isEqualTo(NameSource.NAME_SOURCE_EXECUTABLE);
    }
  }

  @Test
  void footprint_isMasterAndWhatWorkersHaveForThemselves() throws IOException {
    try (PythonFamily real = start("gc.collect(); gc.freeze()", Map.of())) {
      real.fork(2);
      awaitFamily(real, f -> f.getWorkersCount() == 2);
      long before = awaitFamily(real, f -> f.hasFootprint()).getFootprint().getBytes();
      real.allocate(0, 16);

      Family family = awaitFamily(real, f -> f.getWorkersCount() == 2);

      long grown = family.getFootprint().getBytes() - before;
      assertThat(grown).isCloseTo(16L * 1024 * 1024, within(1024L * 1024));
      assertThat(family.getPssSumBytes().getBytes()).isPositive();
    }
  }

  @Test
  void footprint_ofAFamilyThatOwnsItsCgroup_isWhatTheCgroupIsCharged() throws IOException {
    Optional<MemoryCgroup> made = MemoryCgroup.create(512 * MIB);
    assumeTrue(made.isPresent(), "skipped: no memory cgroup may be made here");
    assumeTrue(PageFrames.areVisible(), "skipped: page frames are shown to root only");
    try (MemoryCgroup cgroup = made.get();
        PythonFamily real = start("pass", Map.of())) {
      cgroup.add(real.masterPid());
      real.exec(); // what was charged elsewhere before stays there: all of the new program is here
      List<Integer> pids = new ArrayList<>(real.fork(2));
      awaitFamily(real, f -> f.getWorkersCount() == 2);
      real.collect(0);

      Family family = awaitFamily(real, f -> f.getWorkersCount() == 2);

      pids.add(real.masterPid());
      long truth = PageFrames.distinctBytes(pids);
      assertThat(family.getFootprint().getSource())
          .isEqualTo(FootprintSource.FOOTPRINT_SOURCE_CGROUP);
      assertThat(family.getFootprint().getBasis()).isEqualTo(Basis.BASIS_MEASURED);
      assertThat(family.getFootprint().getBytes()).isCloseTo(truth, within(truth / 50 + MIB));
    }
  }

  private PythonFamily start(String beforeFork, Map<String, String> environment)
      throws IOException {
    return PythonFamily.start(python, folder, beforeFork, "pass", environment);
  }

  private List<LifecycleKind> kinds(int pid) {
    return lastTick.getEventsList().stream()
        .filter(event -> event.getPid() == pid)
        .map(event -> event.getKind())
        .toList();
  }

  /** Takes ticks until the family is as wanted. */
  private Family awaitFamily(PythonFamily real, Predicate<Family> wanted) {
    Instant deadline = Instant.now().plus(DEADLINE);
    while (Instant.now().isBefore(deadline)) {
      lastTick = collector.collect();
      Optional<Family> family =
          lastTick.getFamiliesList().stream()
              .filter(f -> f.getMasterPid() == real.masterPid())
              .filter(wanted)
              .findFirst();
      if (family.isPresent()) {
        return family.get();
      }
    }
    throw new AssertionError(
        "the family did not become as wanted; last: " + lastTick.getFamiliesList());
  }

  private static Worker worker(Family family, int pid) {
    return family.getWorkersList().stream()
        .filter(w -> w.getPid() == pid)
        .findFirst()
        .orElseThrow();
  }
}
