package dev.cowbell.collector.app;

import dev.cowbell.collector.kernel.SystemCallException;
import dev.cowbell.collector.kernel.SystemCalls;
import dev.cowbell.collector.procfs.ProcFs;
import dev.cowbell.collector.procfs.Stat;
import dev.cowbell.collector.procfs.Statm;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;

/** What this process costs. Always from its own /proc, whatever root the workers are read from. */
final class SelfCost {
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final ProcFs procFs = new ProcFs(Path.of("/proc"));
  private final int pid = Math.toIntExact(ProcessHandle.current().pid());

  /** CPU time of the process; in whole clock ticks where the kernel's own clock is out of reach. */
  long processCpuNanos() {
    try {
      return SystemCalls.processCpuNanos();
    } catch (SystemCallException unknownArchitecture) {
      return procFs.stat(pid).optional().map(Stat::cpuMicros).orElse(0L) * 1_000;
    }
  }

  /** CPU time of the calling thread. */
  long threadCpuNanos() {
    return threads.getCurrentThreadCpuTime();
  }

  long rssBytes() {
    return procFs.statm(pid).optional().map(Statm::residentBytes).orElse(0L);
  }
}
