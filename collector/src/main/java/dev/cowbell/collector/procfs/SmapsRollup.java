package dev.cowbell.collector.procfs;

/**
 * {@code /proc/PID/smaps_rollup} (Linux 4.14), proc_pid_smaps(5), in bytes. Terms as the kernel
 * defines them.
 *
 * @param sharedDirtyBytes pages mapped by several processes, among them inherited ones nobody has
 *     written to since
 */
public record SmapsRollup(
    long rssBytes,
    long pssBytes,
    long sharedCleanBytes,
    long sharedDirtyBytes,
    long privateCleanBytes,
    long privateDirtyBytes,
    long anonymousBytes,
    long swapBytes) {

  /** Parses one such file. */
  public static SmapsRollup parse(KernelText text) throws ParseException {
    KernelTable table = new KernelTable(text);
    return new SmapsRollup(
        table.get("Rss"),
        table.get("Pss"),
        table.get("Shared_Clean"),
        table.get("Shared_Dirty"),
        table.get("Private_Clean"),
        table.get("Private_Dirty"),
        table.get("Anonymous"),
        table.get("Swap"));
  }

  /** USS: what would be freed if this process alone ended. */
  public long ussBytes() {
    return privateCleanBytes + privateDirtyBytes;
  }
}
