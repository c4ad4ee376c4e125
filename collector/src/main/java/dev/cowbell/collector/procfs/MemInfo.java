package dev.cowbell.collector.procfs;

import java.util.OptionalLong;

/**
 * {@code /proc/meminfo}, proc_meminfo(5), in bytes.
 *
 * @param availableBytes MemAvailable (Linux 3.14)
 * @param cachedBytes Cached, which includes shared memory
 * @param anonymousBytes AnonPages
 */
public record MemInfo(
    long totalBytes,
    long freeBytes,
    OptionalLong availableBytes,
    long cachedBytes,
    long anonymousBytes,
    long swapTotalBytes,
    long swapFreeBytes) {

  /** Parses one such file. */
  public static MemInfo parse(KernelText text) throws ParseException {
    KernelTable table = new KernelTable(text);
    return new MemInfo(
        table.get("MemTotal"),
        table.get("MemFree"),
        table.find("MemAvailable"),
        table.get("Cached"),
        table.get("AnonPages"),
        table.get("SwapTotal"),
        table.get("SwapFree"));
  }
}
