package dev.cowbell.aggregator.guardrail;

/** What a rollout must not do to a host, and whether doing it once is reason to take it back. */
public enum Rail {
  RESTART_TIME("restart time in seconds", false),
  AVAILABLE_MEMORY("least available share of memory", true),
  PAGE_CACHE("page cache in bytes", false),
  MAJOR_FAULTS("major faults per second", false),
  DISK_BUSY("seconds of busy disk", false),
  OUT_OF_MEMORY("processes killed for memory", true),
  INSTRUCTIONS_PER_CYCLE("change of instructions per cycle", false);

  private final String figure;
  private final boolean takesBack;

  Rail(String figure, boolean takesBack) {
    this.figure = figure;
    this.takesBack = takesBack;
  }

  /** What is compared, with its unit. */
  public String figure() {
    return figure;
  }

  /** Whether hosts that have the change must lose it again: what was seen may kill a service. */
  public boolean takesBack() {
    return takesBack;
  }
}
