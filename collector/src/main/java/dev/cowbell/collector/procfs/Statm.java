package dev.cowbell.collector.procfs;

/**
 * {@code /proc/PID/statm}, proc_pid_statm(5). Since Linux 6.2 the counters behind it may lag by
 * some pages per CPU.
 *
 * @param residentBytes resident
 * @param sharedBytes resident file and shared-memory bytes
 */
public record Statm(long residentBytes, long sharedBytes) {
  /** The base page of x86-64, and of arm64 as distributions for servers build it, bar a few. */
  public static final long PAGE_BYTES = 4096;

  /** 2^53 bytes: more than any machine has. */
  private static final long MOST_PAGES = 1L << 41;

  /** Parses one such file. */
  public static Statm parse(KernelText text) throws ParseException {
    text.number("size");
    return new Statm(
        text.number("resident", MOST_PAGES) * PAGE_BYTES,
        text.number("shared", MOST_PAGES) * PAGE_BYTES);
  }

  /** Resident anonymous bytes. */
  public long anonymousBytes() {
    return Math.max(0, residentBytes - sharedBytes);
  }
}
