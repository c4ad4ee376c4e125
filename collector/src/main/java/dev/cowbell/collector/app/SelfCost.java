package dev.cowbell.collector.app;

import com.sun.management.OperatingSystemMXBean;
import dev.cowbell.collector.procfs.ProcFs;
import dev.cowbell.collector.procfs.Statm;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;

/** What this process costs. Always from its own /proc, whatever root the workers are read from. */
final class SelfCost {
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final ProcFs procFs = new ProcFs(Path.of("/proc"));
  private final int pid = Math.toIntExact(ProcessHandle.current().pid());

  /** CPU time of the process. */
  long processCpuNanos() {
    return system.getProcessCpuTime();
  }

  /** CPU time of the calling thread. */
  long threadCpuNanos() {
    return threads.getCurrentThreadCpuTime();
  }

  long rssBytes() {
    return procFs.statm(pid).optional().map(Statm::residentBytes).orElse(0L);
  }
}
