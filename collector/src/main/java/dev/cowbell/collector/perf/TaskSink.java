package dev.cowbell.collector.perf;

/** Takes what the kernel recorded of processes; threads are not told. */
public interface TaskSink {
  /**
   * A process was forked.
   *
   * @param bootMillis since boot, the clock of start times
   */
  void forked(int pid, int parentPid, long bootMillis);

  /**
   * A process has ended; it may not have been waited for yet.
   *
   * @param bootMillis since boot, the clock of start times
   */
  void exited(int pid, long bootMillis);

  /** A process runs another program now. */
  void replacedProgram(int pid);

  /** Some records were lost, since the kernel found no room for them. */
  void lost();
}
