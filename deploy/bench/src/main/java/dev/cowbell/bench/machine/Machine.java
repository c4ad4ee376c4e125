package dev.cowbell.bench.machine;

/**
 * Where a figure was measured.
 *
 * @param cpu model name, or {@code unknown}: some hypervisors mask it
 * @param cores logical CPUs
 * @param memoryBytes memory the kernel manages
 * @param kernel kernel release
 */
public record Machine(String cpu, int cores, long memoryBytes, String kernel) {
  private static final long BYTES_PER_KB = 1024;

  /** From the text of /proc/cpuinfo, /proc/meminfo and /proc/sys/kernel/osrelease (proc(5)). */
  static Machine parse(String cpuinfo, String meminfo, String osrelease, int cores) {
    String memory = field(meminfo, "MemTotal").replaceAll("\\D", "");
    return new Machine(
        field(cpuinfo, "model name"),
        cores,
        memory.isEmpty() ? 0 : Long.parseLong(memory) * BYTES_PER_KB,
        osrelease.strip());
  }

  private static String field(String text, String name) {
    return text.lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown");
  }
}
