package dev.cowbell.collector.tick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cowbell.api.contract.v1.Basis;
import dev.cowbell.api.contract.v1.Family;
import dev.cowbell.api.contract.v1.HostIdentity;
import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.api.contract.v1.LossCauses;
import dev.cowbell.api.contract.v1.SharingFigures;
import dev.cowbell.api.contract.v1.Worker;
import dev.cowbell.collector.real.PageFrames;
import dev.cowbell.collector.real.PythonFamily;
import dev.cowbell.collector.real.Pythons;
import dev.cowbell.collector.sampling.ReadingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds exact readings of real forked interpreters against the page frames behind them. */
class ExactReadingTest {
  private static final long MB = 1024 * 1024;

  /** 40 mappings of 1 MB that a program can give back one by one. */
  private static final String BLOCKS =
      "import mmap; blocks = [mmap.mmap(-1, 1 << 20, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)"
          + " for _ in range(40)]; [b.write(b'x' * (1 << 20)) for b in blocks]; ";

  private static final String FREEZE = "gc.collect(); gc.freeze()";
  private static final String TOUCH = "b[::4096] = b'y' * 256";

  @TempDir Path folder;
  private Path python = Path.of("python3");
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
  void findPython() throws IOException {
    Optional<Path> found = Pythons.any();
    assumeTrue(found.isPresent(), "skipped: no CPython 3.8 to 3.13 on this machine");
    assumeTrue(PageFrames.areVisible(), "skipped: page frames are shown to root only");
    python = found.get();
  }

  @Test
  void freedPages_areNoLoss() throws IOException {
    try (PythonFamily real = start()) {
      int pid = real.fork(2).getFirst();
      PageFrames birth = awaitRead(real, pid);
      real.run(0, "del blocks[:15]");

      SharingFigures figures = figures(real, pid);

      PageFrames.Since truth = PageFrames.of(pid).since(birth);
      assertThat(truth.freedBytes()).isGreaterThan(14 * MB);
      assertAgrees(figures, truth);
      assertThat(figures.getExact().getFreedBytes()).isCloseTo(truth.freedBytes(), within(MB));
    }
  }

  /** As many as were freed came in their place: nothing that is free to read has shrunk. */
  @Test
  void freedPages_behindGrowth_areNoLoss_inTheVeryNextReading() throws IOException {
    try (PythonFamily real = start()) {
      int pid = real.fork(2).getFirst();
      PageFrames birth = awaitRead(real, pid);
      real.run(0, "grown = [bytearray(b'z' * (1 << 20)) for _ in range(10)]; del blocks[:10]");

      SharingFigures figures =
          awaitWorker(real, pid, w -> true, f -> true).getSharing().getFigures();

      PageFrames.Since truth = PageFrames.of(pid).since(birth);
      assertThat(truth.freedBytes()).isGreaterThan(9 * MB);
      assertAgrees(figures, truth);
    }
  }

  @Test
  void aBoundAfterPagesWereFreed_leavesThemOut() throws IOException {
    try (PythonFamily real = start()) {
      int pid = real.fork(2).getFirst();
      PageFrames birth = awaitRead(real, pid);
      real.run(0, "del blocks[:15]");
      figures(real, pid);

      SharingFigures bound =
          awaitWorker(real, pid, w -> !w.getSharing().getFigures().hasExact(), f -> true)
              .getSharing()
              .getFigures();

      PageFrames.Since truth = PageFrames.of(pid).since(birth);
      assertThat(bound.getBasis()).isEqualTo(Basis.BASIS_UPPER_BOUND);
      assertThat(bound.getSharingLossBytes()).isCloseTo(truth.copiedBytes(), within(MB));
      assertThat(bound.getPrivateGrowthBytes()).isCloseTo(truth.newBytes(), within(MB));
    }
  }

  @Test
  void memoryThatComesAndGoes_isNoLoss() throws IOException {
    try (PythonFamily real = start()) {
      int pid = real.fork(2).getFirst();
      PageFrames birth = awaitRead(real, pid);
      real.run(0, "[bytearray(b'z' * (1 << 20)) for _ in range(60)] and None");
      real.run(0, "[bytearray(b'z' * (1 << 20)) for _ in range(60)] and None");

      SharingFigures figures = figures(real, pid);

      assertAgrees(figures, PageFrames.of(pid).since(birth));
      assertThat(figures.getSharingLossBytes()).isLessThan(3 * MB);
    }
  }

  @Test
  void pagesWhoseLastOtherHolderLeft_areOrphanedAndNotCopied() throws IOException {
    try (PythonFamily real = start()) {
      List<Integer> pids = real.fork(2);
      PageFrames birth = awaitRead(real, pids.getFirst());
      real.run(-1, "for b in blocks: " + TOUCH);
      ProcessHandle.of(pids.getLast()).ifPresent(ProcessHandle::destroyForcibly);

      Worker worker =
          awaitWorker(
              real,
              pids.getFirst(),
              w -> lossOf(w) > 35 * MB && w.getSharing().getFigures().hasExact(),
              f -> f.getWorkerCount() == 1);

      PageFrames.Since truth = PageFrames.of(pids.getFirst()).since(birth);
      assertThat(truth.copiedBytes()).isLessThan(3 * MB);
      SharingFigures figures = worker.getSharing().getFigures();
      assertThat(figures.getExact().getCopiedBytes())
          .isCloseTo(truth.copiedBytes(), within(3 * MB));
      assertThat(figures.getExact().getOrphanedBytes()).isGreaterThan(35 * MB);
      assertThat(worker.getLossCauses().getOrphanedBytes()).isGreaterThan(35 * MB);
      assertThat(worker.getLossCauses().getFullCollectionBytes()).isZero();
    }
  }

  @Test
  void aWorkerAtRest_whoseSiblingLeft_isReadAsBefore_whereTheParentStillHoldsAll()
      throws IOException {
    try (PythonFamily real = start()) {
      List<Integer> pids = real.fork(2);
      int pid = pids.getFirst();
      awaitWorker(real, pid, w -> w.getSharing().getFigures().hasExact(), f -> true);
      awaitWorker(real, pid, w -> !w.getSharing().getFigures().hasExact(), f -> true);
      ProcessHandle.of(pids.getLast()).ifPresent(ProcessHandle::destroyForcibly);

      Worker worker = awaitWorker(real, pid, w -> true, f -> f.getWorkerCount() == 1);

      assertThat(worker.getSharing().getFigures().hasExact()).isFalse();
      assertThat(worker.getSharing().getFigures().getSharingLossBytes()).isLessThan(6 * MB);
    }
  }

  @Test
  void loss_isAttributedToFullCollectionsOrToCreep() throws IOException {
    try (PythonFamily real = start(BLOCKS)) {
      List<Integer> pids = real.fork(2);
      awaitRead(real, pids.getFirst());
      real.collect(0);
      real.run(1, "for b in blocks[:10]: " + TOUCH);

      Worker collected = awaitWorker(real, pids.getFirst(), w -> lossOf(w) > 6 * MB, f -> true);
      Worker wrote = awaitWorker(real, pids.getLast(), w -> lossOf(w) > 9 * MB, f -> true);

      LossCauses ofCollected = collected.getLossCauses();
      assertThat(ofCollected.getFullCollectionBytes()).isGreaterThan(5 * MB);
      assertThat(ofCollected.getCreepBytes() + ofCollected.getUnattributedBytes())
          .isLessThan(3 * MB);
      assertThat(wrote.getLossCauses().getFullCollectionBytes()).isZero();
      assertThat(wrote.getLossCauses().getCreepBytes()).isGreaterThan(9 * MB);
      assertThat(sum(wrote.getLossCauses())).isEqualTo(lossOf(wrote));
      assertThat(sum(ofCollected)).isEqualTo(lossOf(collected));
    }
  }

  @Test
  void aMixOfAll_staysWithinTwoPerCentOfWhatWasInherited() throws IOException {
    try (PythonFamily real = start()) {
      int pid = real.fork(3).getFirst();
      PageFrames birth = awaitRead(real, pid);
      real.run(0, "del blocks[:7]");
      figures(real, pid);
      real.run(0, "for b in blocks[:9]: " + TOUCH);
      real.run(0, "grown = [bytearray(b'z' * (1 << 20)) for _ in range(12)]");

      SharingFigures figures = figures(real, pid);

      PageFrames.Since truth = PageFrames.of(pid).since(birth);
      assertAgrees(figures, truth);
      assertThat(figures.getPrivateGrowthBytes()).isCloseTo(truth.newBytes(), within(MB));
    }
  }

  private static void assertAgrees(SharingFigures figures, PageFrames.Since truth) {
    long inherited = truth.copiedBytes() + truth.freedBytes() + truth.keptBytes();
    assertThat(figures.getBasis()).isEqualTo(Basis.BASIS_MEASURED);
    assertThat(figures.getSharingLossBytes())
        .isCloseTo(truth.copiedBytes(), within(inherited / 50));
    assertThat(figures.getStillSharedBytes()).isCloseTo(truth.keptBytes(), within(inherited / 50));
  }

  private static long lossOf(Worker worker) {
    return worker.getSharing().getFigures().getSharingLossBytes();
  }

  private static long sum(LossCauses causes) {
    return causes.getFullCollectionBytes()
        + causes.getCreepBytes()
        + causes.getOrphanedBytes()
        + causes.getUnattributedBytes();
  }

  private PythonFamily start() throws IOException {
    return start(BLOCKS + FREEZE);
  }

  private PythonFamily start(String beforeFork) throws IOException {
    return PythonFamily.start(python, folder, beforeFork, "pass", Map.of());
  }

  /** Waits for the first reading of a worker; its frames then. */
  private PageFrames awaitRead(PythonFamily real, int pid) throws IOException {
    awaitWorker(real, pid, w -> w.getSharing().hasFigures(), f -> true);
    return PageFrames.of(pid);
  }

  /** The figures of the next exact reading. */
  private SharingFigures figures(PythonFamily real, int pid) {
    return awaitWorker(real, pid, w -> w.getSharing().getFigures().hasExact(), f -> true)
        .getSharing()
        .getFigures();
  }

  private Worker awaitWorker(
      PythonFamily real, int pid, Predicate<Worker> wanted, Predicate<Family> ofFamily) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    HostTick.Builder tick = HostTick.newBuilder();
    while (System.nanoTime() < deadline) {
      tick = collector.collect();
      Optional<Worker> worker =
          tick.getFamiliesList().stream()
              .filter(f -> f.getMasterPid() == real.masterPid())
              .filter(ofFamily)
              .flatMap(f -> f.getWorkersList().stream())
              .filter(w -> w.getPid() == pid)
              .filter(wanted)
              .findFirst();
      if (worker.isPresent()) {
        return worker.get();
      }
    }
    throw new AssertionError(
        "the worker did not become as wanted: "
            + tick.getFamiliesList().stream()
                .filter(f -> f.getMasterPid() == real.masterPid())
                .map(f -> f.getWorkersList().toString().replaceAll("\\s+", " "))
                .toList());
  }
}
