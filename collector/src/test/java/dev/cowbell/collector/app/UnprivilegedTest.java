package dev.cowbell.collector.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cowbell.api.contract.v1.Family;
import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.api.contract.v1.UnavailableReason;
import dev.cowbell.api.contract.v1.Worker;
import dev.cowbell.collector.real.PythonFamily;
import dev.cowbell.collector.real.Pythons;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A collector that runs as another user than the workers and without any capability. */
class UnprivilegedTest {
  private static final List<String> AS_NOBODY =
      List.of("/usr/bin/setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups");

  @TempDir Path folder;

  @Test
  void workersOfAnotherUser_areShownWithTheReasonWhyTheyAreNotRead() throws Exception {
    assumeTrue(
        System.getProperty("user.name").equals("root"),
        "skipped: only root can run the collector as another user");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "skipped: no setpriv (util-linux)");
    Optional<Path> python = Pythons.any();
    assumeTrue(python.isPresent(), "skipped: no CPython 3.8 to 3.13 on this machine");
    try (PythonFamily real = PythonFamily.start(python.get(), folder, "pass", "pass", Map.of())) {
      int pid = real.fork(1).getFirst();

      HostTick tick = new CollectorProcess(folder).tick(AS_NOBODY);

      Family family = CollectorProcess.family(tick, real.masterPid());

      assertThat(family.getWorkerCount()).isEqualTo(1);
      assertThat(family.getUnreadableWorkerCount()).isEqualTo(1);
      assertThat(family.getPolicy().getUnavailable().getReason())
          .isEqualTo(UnavailableReason.UNAVAILABLE_REASON_PERMISSION_DENIED);
      assertThat(family.getPssSumBytes().getUnavailable().getReason())
          .isEqualTo(UnavailableReason.UNAVAILABLE_REASON_PERMISSION_DENIED);
      assertThat(family.hasFootprint()).isFalse();
      assertThat(family.hasRuntime()).isFalse();
      assertThat(family.getRssSumBytes()).isPositive();
      Worker worker = family.getWorkers(0);
      assertThat(worker.getPid()).isEqualTo(pid);
      assertThat(worker.getMemory().getRssBytes()).isPositive();
      assertThat(worker.getInherited().getBytes().getBytes()).isPositive();
      assertThat(worker.getMemory().getFull().getUnavailable().getDetail())
          .contains("/smaps_rollup is refused by the kernel")
          .contains("CAP_SYS_PTRACE");
      assertThat(worker.getSharing().getUnavailable().getReason())
          .isEqualTo(UnavailableReason.UNAVAILABLE_REASON_PERMISSION_DENIED);
    }
  }
}
