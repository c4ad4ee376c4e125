package dev.cowbell.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A process and the children it has or had.
 *
 * @param pid the process
 */
public record ProcessTree(long pid) {
  /** USER_HZ, the unit of times in stat: 100 on every architecture Java runs on. */
  private static final double TICKS_PER_SECOND = 100;

  private static final int PARENT = 1;
  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;
  private static final int CHILDREN_USER_TIME = 13;
  private static final int CHILDREN_SYSTEM_TIME = 14;

  /** CPU time of the process, its living children, and those that it has waited for. */
  public double cpuSeconds() throws IOException {
    double seconds = 0;
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      for (Path process : processes.filter(ProcessTree::isProcess).toList()) {
        seconds += ticks(process) / TICKS_PER_SECOND;
      }
    }
    return seconds;
  }

  /** Resident memory of the process itself, in bytes. */
  public long rssBytes() throws IOException {
    return status("VmRSS:");
  }

  /** The most that it ever was, in bytes. */
  public long peakRssBytes() throws IOException {
    return status("VmHWM:");
  }

  private long status(String field) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
        .filter(line -> line.startsWith(field))
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElseThrow(() -> new IOException("process " + pid + " has ended"));
  }

  private long ticks(Path process) {
    try {
      String stat = Files.readString(process.resolve("stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      boolean root = process.endsWith(Long.toString(pid));
      boolean child = Long.parseLong(fields[PARENT]) == pid;
      long own = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
      long waitedFor =
          Long.parseLong(fields[CHILDREN_USER_TIME]) + Long.parseLong(fields[CHILDREN_SYSTEM_TIME]);
      return root ? own + waitedFor : child ? own : 0;
    } catch (IOException ended) {
      return 0; // between the listing and the reading; its parent has its time from now on
    }
  }

  private static boolean isProcess(Path entry) {
    return Character.isDigit(entry.getFileName().toString().charAt(0));
  }
}
