package dev.cowbell.collector.procfs;

/**
 * Takes the anonymous pages of a process in rising order, as many at a time as a word has bits.
 * Pages of one chunk may come in several calls, each page in one.
 */
public interface AnonymousPages {
  /** A page's number without these lowest bits is that of its chunk; they say which bit it has. */
  int CHUNK_BITS = 6;

  /**
   * Some pages of one chunk.
   *
   * @param present those that are there
   * @param exclusive those of them that no other process maps
   * @param swapped those that are swapped out
   */
  void pages(long chunk, long present, long exclusive, long swapped);
}
