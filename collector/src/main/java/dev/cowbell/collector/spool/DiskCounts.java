package dev.cowbell.collector.spool;

/** How the disk side of a spool stands, published as one piece for readers on other threads. */
record DiskCounts(long bytes, long segments, long failures, boolean isFailing, long movedAside) {
  static final DiskCounts NONE = new DiskCounts(0, 0, 0, false, 0);
}
