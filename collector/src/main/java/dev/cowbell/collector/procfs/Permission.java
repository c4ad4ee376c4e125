package dev.cowbell.collector.procfs;

/** What would allow a reading that the kernel refused. */
public final class Permission {
  /** To be put behind the path of a file. */
  public static final String HINT =
      " is refused by the kernel: run the collector as the workers' user, or with CAP_SYS_PTRACE and CAP_DAC_READ_SEARCH";

  private Permission() {}
}
