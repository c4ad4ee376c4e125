package dev.cowbell.standalone.demo;

import dev.cowbell.standalone.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The pipeline's figure for one family beside the kernel's own, both taken while nothing moved.
 *
 * @param arm arm of the family
 * @param pipelineBytes sum of PSS over master and workers as the query API gives it
 * @param kernelBytes the same sum read here and now from /proc/PID/smaps_rollup
 */
record KernelCheck(String arm, long pipelineBytes, long kernelBytes) {

  /** Reads the kernel for a family and sets it beside what the pipeline says. */
  static KernelCheck of(PreforkFamily family, long pipelineBytes) {
    return new KernelCheck(family.arm(), pipelineBytes, pssBytes(family.pids()));
  }

  /** How far the pipeline is from the kernel, in per cent of the kernel's figure. */
  double deviationPercent() {
    return Math.abs(pipelineBytes - kernelBytes) * 100.0 / kernelBytes;
  }

  /** The worst of several. */
  static double worstPercent(List<KernelCheck> checks) {
    return checks.stream().mapToDouble(KernelCheck::deviationPercent).max().orElseThrow();
  }

  private static long pssBytes(List<Long> pids) {
    return pids.stream().mapToLong(KernelCheck::pssBytes).sum();
  }

  private static long pssBytes(long pid) {
    Path file = Path.of("/proc", Long.toString(pid), "smaps_rollup");
    try (var lines = Files.lines(file)) {
      return parsePssBytes(lines.toList());
    } catch (IOException e) {
      throw new Failure("Cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** The line "Pss: N kB" of proc_pid_smaps(5). */
  static long parsePssBytes(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("Pss:"))
        .mapToLong(line -> KiloByteLine.bytes(line))
        .findFirst()
        .orElseThrow(() -> new Failure("smaps_rollup has no line \"Pss:\"; is this Linux 4.14?"));
  }
}
