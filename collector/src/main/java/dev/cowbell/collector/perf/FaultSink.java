package dev.cowbell.collector.perf;

/** Takes what the kernel recorded. */
public interface FaultSink {
  /**
   * One fault.
   *
   * @param process the process, not the thread
   * @param nanos on the clock of System.nanoTime
   * @param address that was touched
   * @param instruction that touched it
   */
  void fault(int process, long nanos, long address, long instruction);

  /** So many records were lost, since the kernel found no room for them. */
  void lost(long records);
}
