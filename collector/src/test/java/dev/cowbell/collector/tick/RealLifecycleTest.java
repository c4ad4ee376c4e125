package dev.cowbell.collector.tick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.Timestamp;
import dev.cowbell.api.contract.v1.Family;
import dev.cowbell.api.contract.v1.LifecycleEvent;
import dev.cowbell.api.contract.v1.LifecycleKind;
import dev.cowbell.collector.real.MemoryCgroup;
import dev.cowbell.collector.real.PythonFamily;
import dev.cowbell.collector.real.Pythons;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealLifecycleTest {
  private static final long MIB = 1024 * 1024;

  @TempDir Path folder;
  private Path python = Path.of("python3");
  private final Ticks ticks = new Ticks();

  @BeforeEach
  void findPython() {
    Optional<Path> found = Pythons.any();
    assumeTrue(found.isPresent(), "skipped: no CPython 3.8 to 3.13 on this machine");
    python = found.get();
  }

  @Test
  void namedProcess_thatForksNothing_isAFamilyOfOne() throws IOException {
    try (PythonFamily real = start(Map.of("COWBELL_SERVICE", "alone"))) {

      Family family = ticks.awaitFamily(real.masterPid(), Family::hasFootprint);

      assertThat(family.getSingleProcess()).isTrue();
      assertThat(family.getService()).isEqualTo("alone");
      assertThat(family.getWorkerCount()).isZero();
      assertThat(family.getPolicy().getPolicy().getName()).isEqualTo("default");
      assertThat(family.getFootprint().getBytes()).isGreaterThan(10 * MIB);
    }
  }

  @Test
  void program_thatIsReplacedUnderTheSamePid_isAnEvent() throws IOException {
    try (PythonFamily real = start(Map.of())) {
      real.fork(2);
      ticks.awaitFamily(real.masterPid(), f -> f.getWorkerCount() == 2);
      real.exec();

      LifecycleEvent event =
          ticks.awaitEvent(
              e ->
                  e.getKind() == LifecycleKind.LIFECYCLE_KIND_EXEC
                      && e.getPid() == real.masterPid());

      assertThat(event.getMasterPid()).isEqualTo(real.masterPid());
    }
  }

  @Test
  void worker_thatTheKernelKillsForMemory_isAnEvent() throws IOException {
    Optional<MemoryCgroup> made = MemoryCgroup.create(96 * MIB);
    assumeTrue(made.isPresent(), "skipped: no memory cgroup may be made here");
    try (MemoryCgroup cgroup = made.get();
        PythonFamily real = start(Map.of())) {
      cgroup.add(real.masterPid());
      int worker = real.fork(1).getFirst();
      ticks.awaitFamily(real.masterPid(), f -> f.getWorkerCount() == 1);
      real.allocate(0, 300);

      LifecycleEvent event =
          ticks.awaitEvent(
              e -> e.getKind() == LifecycleKind.LIFECYCLE_KIND_OOM && e.getPid() == worker);

      assertThat(event.getMasterPid()).isEqualTo(real.masterPid());
    }
  }

  @Test
  void workers_thatComeAndGoBetweenTwoTicks_areCounted() throws IOException {
    try (PythonFamily real = start(Map.of())) {
      real.fork(1);
      assumeRecorded(ticks.awaitFamily(real.masterPid(), f -> f.getWorkerCount() == 1));
      real.run(-1, "[os.waitpid(os.fork() or os._exit(0), 0) for _ in range(3)]");

      Family family =
          ticks.awaitFamily(real.masterPid(), f -> f.getPassingWorkersDelta().getCount() > 0);

      assertThat(family.getPassingWorkersDelta().getCount()).isEqualTo(3);
      assertThat(family.getWorkerCount()).isEqualTo(1);
    }
  }

  @Test
  void worker_thatEnds_isAnEventOfThatMoment() throws IOException {
    try (PythonFamily real = start(Map.of())) {
      int worker = real.fork(2).getFirst();
      assumeRecorded(ticks.awaitFamily(real.masterPid(), f -> f.getWorkerCount() == 2));
      Instant before = Instant.now();
      ProcessHandle.of(worker).orElseThrow().destroyForcibly();

      LifecycleEvent event =
          ticks.awaitEvent(
              e -> e.getKind() == LifecycleKind.LIFECYCLE_KIND_EXIT && e.getPid() == worker);

      // The clocks of uptime and wall are read one after the other, the former in steps of 10 ms.
      assertThat(instant(event.getHappenedAt()))
          .isBetween(before.minusMillis(30), instant(event.getSeenAt()).plusMillis(30));
    }
  }

  private static void assumeRecorded(Family family) {
    assumeTrue(
        family.getPassingWorkersDelta().hasCount(),
        "skipped: " + family.getPassingWorkersDelta().getUnavailable().getDetail());
  }

  private static Instant instant(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }

  private PythonFamily start(Map<String, String> environment) throws IOException {
    return PythonFamily.start(python, folder, "pass", "pass", environment);
  }
}
