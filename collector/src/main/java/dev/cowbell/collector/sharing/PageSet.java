package dev.cowbell.collector.sharing;

import dev.cowbell.collector.procfs.AnonymousPages;
import java.util.Arrays;

/**
 * The pages a worker inherited, one bit each in chunks of 64: 13 KB for 200 MB, of which workers of
 * one parent share half.
 */
public final class PageSet {
  private static final int CHUNK_BITS = 6;

  private final long[] chunks;
  private long[] words;
  private long size;

  private PageSet(long[] chunks, long[] words, long size) {
    this.chunks = chunks;
    this.words = words;
    this.size = size;
  }

  /** Makes a set of all pages of one process. */
  public static final class Builder implements AnonymousPages {
    private long[] chunks = new long[64];
    private long[] words = new long[64];
    private int count;
    private long size;

    @Override
    public void present(long page, boolean exclusive) {
      add(page);
    }

    @Override
    public void swapped(long page) {
      add(page);
    }

    private void add(long page) {
      long chunk = page >>> CHUNK_BITS;
      if (count == 0 || chunks[count - 1] != chunk) {
        if (count == chunks.length) {
          chunks = Arrays.copyOf(chunks, count * 2);
          words = Arrays.copyOf(words, count * 2);
        }
        chunks[count++] = chunk;
      }
      words[count - 1] |= 1L << page;
      size++;
    }

    /** The set. */
    public PageSet build() {
      return new PageSet(Arrays.copyOf(chunks, count), Arrays.copyOf(words, count), size);
    }
  }

  /** A set of its own with the same pages. */
  public PageSet copy() {
    return new PageSet(chunks, words.clone(), size);
  }

  /** Pages in it. */
  public long size() {
    return size;
  }

  /** A walk through the set in rising order of pages. */
  Walk walk() {
    return new Walk();
  }

  /** Asks for pages in rising order and keeps those that are still there. */
  final class Walk {
    private final long[] kept = new long[words.length];
    private int at;
    private long keptSize;

    /** Whether this page is in the set; it then stays in it. */
    boolean keep(long page) {
      long chunk = page >>> CHUNK_BITS;
      while (at < chunks.length && chunks[at] < chunk) {
        at++;
      }
      long bit = 1L << page;
      if (at == chunks.length || chunks[at] != chunk || (words[at] & bit) == 0) {
        return false;
      }
      kept[at] |= bit;
      keptSize++;
      return true;
    }

    /** Takes all pages out of the set that were not asked for; how many these were. */
    long dropOthers() {
      long dropped = size - keptSize;
      words = kept;
      size = keptSize;
      return dropped;
    }
  }
}
