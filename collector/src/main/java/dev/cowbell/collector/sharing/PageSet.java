package dev.cowbell.collector.sharing;

import dev.cowbell.collector.procfs.AnonymousPages;
import java.util.Arrays;

/**
 * The pages a worker inherited, one bit each in chunks of 64: 13 KB for 200 MB, of which workers of
 * one parent share half.
 */
public final class PageSet {
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
    public void pages(long chunk, long present, long exclusive, long swapped) {
      if (count == 0 || chunks[count - 1] != chunk) {
        if (count == chunks.length) {
          chunks = Arrays.copyOf(chunks, count * 2);
          words = Arrays.copyOf(words, count * 2);
        }
        chunks[count++] = chunk;
      }
      words[count - 1] |= present | swapped;
      size += Long.bitCount(present | swapped);
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
  Walk walk(Scratch scratch) {
    return new Walk(scratch);
  }

  /**
   * Memory for one walk at a time: sets of one family are of one size, and what each of them leaves
   * behind would stay in the heap until that is collected as a whole. Not for several threads.
   */
  public static final class Scratch {
    private long[] free = new long[0];

    private long[] take(int length) {
      long[] taken = free.length == length ? free : new long[length];
      free = new long[0];
      Arrays.fill(taken, 0);
      return taken;
    }
  }

  /** Asks for pages in rising order and keeps those that are still there. */
  final class Walk {
    private final Scratch scratch;
    private final long[] kept;
    private int at;
    private long keptSize;

    private Walk(Scratch scratch) {
      this.scratch = scratch;
      kept = scratch.take(words.length);
    }

    /** Which of these pages of a chunk are in the set; they then stay in it. */
    long keep(long chunk, long pages) {
      while (at < chunks.length && chunks[at] < chunk) {
        at++;
      }
      if (at == chunks.length || chunks[at] != chunk) {
        return 0;
      }
      long found = words[at] & pages;
      kept[at] |= found;
      keptSize += Long.bitCount(found);
      return found;
    }

    /** Takes all pages out of the set that were not asked for; how many these were. */
    long dropOthers() {
      long dropped = size - keptSize;
      scratch.free = words;
      words = kept;
      size = keptSize;
      return dropped;
    }
  }
}
