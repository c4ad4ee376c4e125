package dev.cowbell.collector.hardware;

import dev.cowbell.collector.procfs.CpuInfo;
import dev.cowbell.collector.procfs.MemInfo;
import dev.cowbell.collector.procfs.ProcFs;
import dev.cowbell.collector.reading.Reading;
import java.nio.file.Path;

/**
 * The machine the collector runs on.
 *
 * @param generation microarchitecture
 * @param memoryBytes physical memory the kernel manages
 * @param level3Bytes last-level cache of one socket
 * @param kernel release
 */
public record Machine(
    CpuInfo cpu, String generation, long memoryBytes, Reading<Long> level3Bytes, String kernel) {
  private static final CpuInfo UNKNOWN_CPU =
      new CpuInfo("unknown", 0, 0, 0, Runtime.getRuntime().availableProcessors());

  /** Reads it. */
  public static Machine read(ProcFs procFs, Path sysRoot) {
    CpuInfo cpu = procFs.cpuInfo().optional().orElse(UNKNOWN_CPU);
    return new Machine(
        cpu,
        Generations.of(cpu),
        procFs.memInfo().optional().map(MemInfo::totalBytes).orElse(0L),
        CpuCache.level3Bytes(sysRoot),
        procFs.kernelRelease().optional().orElse("unknown"));
  }
}
