package dev.cowbell.collector.procfs;

import java.util.Arrays;

/**
 * The private writable lines of {@code /proc/PID/maps}, proc_pid_maps(5), in rising order: where
 * inherited anonymous pages are, but for the few that the loader has made read-only.
 */
public final class PrivateRanges {
  private long[] firstPages = new long[256];
  private long[] endPages = new long[256];
  private int count;
  private long pages;

  private PrivateRanges() {}

  /** Parses the file. Ranges that touch are one. */
  public static PrivateRanges parse(KernelText text) throws ParseException {
    PrivateRanges ranges = new PrivateRanges();
    while (!text.atEnd()) {
      long first = text.pageNumber("start address");
      if (!text.skip("-")) {
        throw text.expected("-");
      }
      long end = text.pageNumber("end address");
      if (text.skip(" rw") && (text.skip("-p") || text.skip("xp"))) {
        if (end < first || first < ranges.lastEnd()) {
          throw text.expected("a range above the one before");
        }
        ranges.add(first, end);
      }
      text.nextLine();
    }
    return ranges;
  }

  int count() {
    return count;
  }

  /** Pages in all of them, there or not. */
  public long pages() {
    return pages;
  }

  long firstPage(int range) {
    return firstPages[range];
  }

  /** Behind the last one. */
  long endPage(int range) {
    return endPages[range];
  }

  private long lastEnd() {
    return count == 0 ? 0 : endPages[count - 1];
  }

  private void add(long first, long end) {
    pages += end - first;
    if (count > 0 && endPages[count - 1] == first) {
      endPages[count - 1] = end;
      return;
    }
    if (count == firstPages.length) {
      firstPages = Arrays.copyOf(firstPages, count * 2);
      endPages = Arrays.copyOf(endPages, count * 2);
    }
    firstPages[count] = first;
    endPages[count++] = end;
  }
}
