package dev.cowbell.collector.procfs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All of {@code /proc/PID/maps}, proc_pid_maps(5): what lies at which address of a process.
 *
 * @param ranges by address
 */
public record AddressSpace(List<Range> ranges) {

  /**
   * One line.
   *
   * @param end first address behind it
   * @param shared whether a write goes to the file or to other processes, not to a copy
   * @param fileOffset where in the file it begins
   * @param path of a file in the process's own mount namespace, a name such as [heap], or empty
   */
  public record Range(long start, long end, boolean shared, long fileOffset, String path) {
    /** Whether a file is mapped here. */
    public boolean isFile() {
      return path.startsWith("/");
    }

    private boolean holds(long address) {
      return Long.compareUnsigned(address, start) >= 0 && Long.compareUnsigned(address, end) < 0;
    }
  }

  static AddressSpace parse(KernelText text) throws ParseException {
    List<Range> ranges = new ArrayList<>();
    while (!text.atEnd()) {
      String start = text.until('-', "start address");
      String end = text.word();
      String permissions = text.word();
      long offset = text.hexadecimal("offset");
      text.skipWords(2);
      ranges.add(
          new Range(
              address(text, start),
              address(text, end),
              permissions.endsWith("s"),
              offset,
              text.restOfLine()));
      text.nextLine();
    }
    return new AddressSpace(List.copyOf(ranges));
  }

  /** What lies there. */
  public Optional<Range> at(long address) {
    int low = 0;
    int high = ranges.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Range range = ranges.get(middle);
      if (range.holds(address)) {
        return Optional.of(range);
      }
      if (Long.compareUnsigned(address, range.start()) < 0) {
        high = middle - 1;
      } else {
        low = middle + 1;
      }
    }
    return Optional.empty();
  }

  private static long address(KernelText text, String hexadecimal) throws ParseException {
    try {
      return Long.parseUnsignedLong(hexadecimal, 16);
    } catch (NumberFormatException malformed) {
      throw text.expected("address");
    }
  }
}
