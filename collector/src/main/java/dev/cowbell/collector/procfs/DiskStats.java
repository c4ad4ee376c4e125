package dev.cowbell.collector.procfs;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of {@code /proc/diskstats}, proc_diskstats(5): counters since boot.
 *
 * @param readBytes sectors of 512 bytes, whatever the device's own are
 * @param busyMillis time in which the device had work
 */
public record DiskStats(String device, long readBytes, long writtenBytes, long busyMillis) {
  private static final long SECTOR_BYTES = 512;
  private static final long MOST_SECTORS = Long.MAX_VALUE / SECTOR_BYTES;

  /** Parses the file; one record per device or partition, in its order. */
  public static List<DiskStats> parse(KernelText text) throws ParseException {
    List<DiskStats> disks = new ArrayList<>();
    while (!text.atEnd()) {
      disks.add(parseLine(text));
      text.nextLine();
    }
    return disks;
  }

  private static DiskStats parseLine(KernelText text) throws ParseException {
    text.skipWords(2);
    String device = text.word();
    text.skipWords(2);
    long readSectors = text.number("sectors read", MOST_SECTORS);
    text.skipWords(3);
    long writtenSectors = text.number("sectors written", MOST_SECTORS);
    text.skipWords(2);
    return new DiskStats(
        device,
        readSectors * SECTOR_BYTES,
        writtenSectors * SECTOR_BYTES,
        text.number("time doing I/O"));
  }
}
