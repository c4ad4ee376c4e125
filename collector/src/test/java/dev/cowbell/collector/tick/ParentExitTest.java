package dev.cowbell.collector.tick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cowbell.collector.family.ProcessKey;
import dev.cowbell.collector.procfs.NamingEnvironment;
import dev.cowbell.collector.procfs.ProcFs;
import dev.cowbell.collector.procfs.Stat;
import dev.cowbell.collector.procfs.Statm;
import dev.cowbell.collector.reading.Basis;
import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.real.PageFrames;
import dev.cowbell.collector.real.PythonFamily;
import dev.cowbell.collector.real.Pythons;
import dev.cowbell.collector.sharing.Inherited;
import dev.cowbell.collector.sharing.LossCauses;
import dev.cowbell.collector.sharing.SharingFigures;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that outlives its parent: all it shared is its own then, and nothing was copied. */
class ParentExitTest {
  private static final Instant NOW = Instant.parse("2026-11-20T11:20:00Z");
  private static final long MB = 1024 * 1024;

  @TempDir Path folder;
  private final ProcFs procFs = new ProcFs(Path.of("/proc"));
  private final SharingReader reader = new SharingReader(procFs);

  @Test
  void whatAWorkerShared_withAParentThatLeft_isOrphanedAndNotCopied() throws Exception {
    Optional<Path> python = Pythons.any();
    assumeTrue(python.isPresent(), "skipped: no CPython 3.8 to 3.13 on this machine");
    assumeTrue(PageFrames.areVisible(), "skipped: page frames are shown to root only");
    try (PythonFamily real =
        PythonFamily.start(python.get(), folder, "gc.freeze()", "pass", Map.of())) {
      int pid = real.fork(1).getFirst();
      Member master = member(real.masterPid());
      Member worker = member(pid);
      worker.parent = Optional.of(master);
      worker.inherited =
          Optional.of(
              new Inherited(
                  Reading.of(master.statm.anonymousBytes()), Basis.MEASURED, Duration.ZERO));
      FamilyState family = family(master);
      // A worker whose pipe ends would leave too.
      signal("-STOP", pid);
      try {
        reader.read(family, worker, NOW);
        SharingFigures before = worker.sharing().optional().orElseThrow();
        PageFrames frames = PageFrames.of(pid);
        killAndAwait(real.masterPid());

        reader.read(family, worker, NOW.plusSeconds(10));
        worker.relativeLeft = true;
        reader.read(family, worker, NOW.plusSeconds(20));

        SharingFigures after = worker.sharing().optional().orElseThrow();
        LossCauses causes = worker.losses.of(after.sharingLossBytes());
        assertThat(PageFrames.of(pid).since(frames).copiedBytes()).isZero();
        assertThat(after.basis()).isEqualTo(Basis.MEASURED);
        assertThat(after.stillSharedBytes()).isLessThan(MB);
        assertThat(after.sharingLossBytes() - before.sharingLossBytes()).isGreaterThan(10 * MB);
        assertThat(causes.orphanedBytes()).isGreaterThan(after.sharingLossBytes() - 3 * MB);
        assertThat(causes.fullCollectionBytes()).isZero();
      } finally {
        signal("-KILL", pid);
      }
    }
  }

  private Member member(int pid) {
    Stat stat = procFs.stat(pid).optional().orElseThrow();
    Statm statm = procFs.statm(pid).optional().orElseThrow();
    return new Member(new ProcessKey(pid, stat.startTicks()), stat, statm, true);
  }

  private static FamilyState family(Member master) {
    return new FamilyState(
        master, new FamilyState.FamilyNames(NamingEnvironment.EMPTY, "python", Optional.empty()));
  }

  private static void killAndAwait(int pid) throws Exception {
    ProcessHandle handle = ProcessHandle.of(pid).orElseThrow();
    handle.destroyForcibly();
    handle.onExit().get(10, TimeUnit.SECONDS);
  }

  private static void signal(String name, int pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", name, String.valueOf(pid)).inheritIO().start().waitFor();
  }
}
