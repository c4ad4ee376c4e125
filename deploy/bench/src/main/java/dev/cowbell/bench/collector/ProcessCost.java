package dev.cowbell.bench.collector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What one process costs at one moment, from its /proc folder.
 *
 * @param cpuSeconds user and system time since its start
 * @param rssBytes resident
 * @param anonymousBytes resident and anonymous
 */
record ProcessCost(double cpuSeconds, long rssBytes, long anonymousBytes) {
  /** USER_HZ, the unit of times in stat: 100 on every architecture Java runs on. */
  private static final double TICKS_PER_SECOND = 100;

  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;

  static ProcessCost of(long pid) throws IOException {
    Path folder = Path.of("/proc", Long.toString(pid));
    return parse(
        Files.readString(folder.resolve("stat")), Files.readString(folder.resolve("smaps_rollup")));
  }

  /** From the texts of stat and smaps_rollup, proc_pid_stat(5), proc_pid_smaps(5). */
  static ProcessCost parse(String stat, String rollup) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
    return new ProcessCost(
        ticks / TICKS_PER_SECOND, bytes(rollup, "Rss:"), bytes(rollup, "Anonymous:"));
  }

  private static long bytes(String rollup, String name) {
    return rollup
        .lines()
        .filter(line -> line.startsWith(name))
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no " + name + " in smaps_rollup"));
  }
}
