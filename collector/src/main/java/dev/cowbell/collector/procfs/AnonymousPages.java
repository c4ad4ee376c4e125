package dev.cowbell.collector.procfs;

/** Takes the anonymous pages of a process, in rising order of their numbers. */
public interface AnonymousPages {
  /**
   * A page that is there.
   *
   * @param exclusive whether no other process maps it
   */
  void present(long page, boolean exclusive);

  /** A page that is swapped out. */
  void swapped(long page);
}
