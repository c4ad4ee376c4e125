package dev.cowbell.collector.real;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The page frames behind the anonymous pages of a process, which only root may see: the truth that
 * estimates are held against. Written as plainly as can be, and without the code it checks.
 *
 * @param frames of writable private mappings, by page number
 */
public record PageFrames(Map<Long, Long> frames) {
  private static final long PAGE = 4096;

  /**
   * What became of the pages of a moment by another.
   *
   * @param copiedBytes in another frame now
   * @param freedBytes no longer there
   * @param keptBytes in the same frame
   * @param newBytes that were not there
   */
  public record Since(long copiedBytes, long freedBytes, long keptBytes, long newBytes) {}

  /** The frames now. */
  public static PageFrames of(int pid) throws IOException {
    Map<Long, Long> frames = new HashMap<>();
    try (RandomAccessFile pagemap = new RandomAccessFile("/proc/" + pid + "/pagemap", "r")) {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/maps"))) {
        if (line.matches("\\p{XDigit}+-\\p{XDigit}+ rw.p .*")) {
          long start = Long.parseUnsignedLong(line.substring(0, line.indexOf('-')), 16);
          int end = line.indexOf(' ');
          long stop = Long.parseUnsignedLong(line.substring(line.indexOf('-') + 1, end), 16);
          add(pagemap, start / PAGE, (int) ((stop - start) / PAGE), frames);
        }
      }
    }
    return new PageFrames(frames);
  }

  /** Anonymous memory that these processes have together, a page that several share once. */
  public static long distinctBytes(Collection<Integer> pids) throws IOException {
    Set<Long> distinct = new HashSet<>();
    for (int pid : pids) {
      distinct.addAll(of(pid).frames.values());
    }
    return distinct.size() * PAGE;
  }

  /** Whether this kernel shows frames to us. */
  public static boolean areVisible() throws IOException {
    return of((int) ProcessHandle.current().pid()).frames.values().stream().anyMatch(f -> f != 0);
  }

  private static void add(RandomAccessFile pagemap, long first, int count, Map<Long, Long> frames)
      throws IOException {
    byte[] bytes = new byte[count * 8];
    pagemap.seek(first * 8);
    pagemap.readFully(bytes);
    for (int i = 0; i < count; i++) {
      long entry = 0;
      for (int b = 7; b >= 0; b--) {
        entry = (entry << 8) | (bytes[i * 8 + b] & 0xff);
      }
      boolean present = (entry >>> 63) == 1;
      boolean file = ((entry >>> 61) & 1) == 1;
      if (present && !file) {
        frames.put(first + i, entry & ((1L << 55) - 1));
      }
    }
  }

  /** What became of the pages of an earlier moment. */
  public Since since(PageFrames earlier) {
    long copied = 0;
    long freed = 0;
    long kept = 0;
    for (Map.Entry<Long, Long> page : earlier.frames.entrySet()) {
      Long now = frames.get(page.getKey());
      if (now == null) {
        freed++;
      } else if (now.equals(page.getValue())) {
        kept++;
      } else {
        copied++;
      }
    }
    long added = frames.keySet().stream().filter(p -> !earlier.frames.containsKey(p)).count();
    return new Since(copied * PAGE, freed * PAGE, kept * PAGE, added * PAGE);
  }
}
