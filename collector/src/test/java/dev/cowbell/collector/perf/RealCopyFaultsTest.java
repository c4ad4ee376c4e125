package dev.cowbell.collector.perf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cowbell.collector.real.PythonFamily;
import dev.cowbell.collector.real.Pythons;
import dev.cowbell.collector.real.TraceFs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealCopyFaultsTest {
  @TempDir Path folder;
  @TempDir Path sysRoot;

  @Test
  void take_afterAFullCollectionInAWorker_countsItsCopiesAndNotItsSiblings() throws IOException {
    assumeTrue(
        TraceFs.copyInto(sysRoot), "tracefs cannot be mounted here: wants root and an x86 kernel");
    Path python =
        Pythons.any().orElseGet(() -> org.junit.jupiter.api.Assumptions.abort("no python3 here"));
    PageFaultTracepoint tracepoint = PageFaultTracepoint.find(sysRoot).optional().orElseThrow();
    List<Integer> cpus = CpuList.online(sysRoot).optional().orElseThrow();
    try (PythonFamily family = PythonFamily.start(python, folder, "pass", "pass", Map.of());
        CopyFaults faults = CopyFaults.open(tracepoint, cpus).optional().orElseThrow()) {
      List<Integer> workers = family.fork(2);
      faults.take();
      family.collect(0);
      CopyFaults.Interval counted = faults.take();

      long host = counted.host().optional().orElseThrow();
      Map<Integer, Long> byProcess = counted.byProcess().optional().orElseThrow();
      assertThat(host).isGreaterThan(1000);
      assertThat(byProcess.get(workers.getFirst())).isBetween(1000L, host + 64L * cpus.size());
      assertThat(byProcess.getOrDefault(workers.getLast(), 0L)).isLessThan(1000);
    }
  }
}
