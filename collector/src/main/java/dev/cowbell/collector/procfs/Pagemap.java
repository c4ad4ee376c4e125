package dev.cowbell.collector.procfs;

import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads {@code /proc/PID/pagemap}, proc_pid_pagemap(5) and
 * Documentation/admin-guide/mm/pagemap.rst: 8 bytes a page. Needs ptrace access to the process and
 * Linux 4.2 for the bit that says whether it alone maps a page; needs no frame numbers. Not for
 * several threads.
 */
public final class Pagemap {
  private static final int PRESENT = 63;
  private static final int SWAPPED = 62;
  private static final long FILE = 1L << 61;
  private static final int EXCLUSIVE = 56;
  private static final int ENTRIES = 8192;

  private final ByteBuffer bytes =
      ByteBuffer.allocateDirect(ENTRIES * Long.BYTES).order(ByteOrder.nativeOrder());
  private final LongBuffer longs = bytes.asLongBuffer();
  private final long[] entries = new long[ENTRIES];

  /**
   * Tells of all anonymous pages in these ranges.
   *
   * @param process its folder in /proc
   * @return how many entries were read
   */
  public Reading<Long> read(Path process, PrivateRanges ranges, AnonymousPages pages) {
    Path path = process.resolve("pagemap");
    try (FileChannel file = FileChannel.open(path)) {
      for (int range = 0; range < ranges.count(); range++) {
        if (!read(file, ranges.firstPage(range), ranges.endPage(range), pages)) {
          return Reading.unavailable(Reason.PROCESS_EXITED, process + " has ended");
        }
      }
      return Reading.of(ranges.pages());
    } catch (AccessDeniedException denied) {
      return Reading.unavailable(Reason.PERMISSION_DENIED, path + Permission.HINT);
    } catch (IOException failure) {
      return Files.exists(process)
          ? Reading.unavailable(Reason.NOT_SUPPORTED, path + ": " + failure.getMessage())
          : Reading.unavailable(Reason.PROCESS_EXITED, process + " is gone");
    }
  }

  private boolean read(FileChannel file, long first, long end, AnonymousPages pages)
      throws IOException {
    for (long page = first; page < end; ) {
      bytes.clear().limit((int) Math.min(ENTRIES, end - page) * Long.BYTES);
      int count = file.read(bytes, page * Long.BYTES) / Long.BYTES;
      if (count <= 0) {
        return false;
      }
      longs.get(0, entries, 0, count);
      tell(page, count, pages);
      page += count;
    }
    return true;
  }

  private void tell(long first, int count, AnonymousPages pages) {
    for (int i = 0; i < count; ) {
      long chunk = (first + i) >>> AnonymousPages.CHUNK_BITS;
      int end = (int) Math.min(count, ((chunk + 1) << AnonymousPages.CHUNK_BITS) - first);
      long present = 0;
      long exclusive = 0;
      long swapped = 0;
      for (; i < end; i++) {
        long entry = entries[i];
        if ((entry & FILE) == 0) {
          long page = first + i; // shifts take its lowest bits only
          present |= (entry >>> PRESENT & 1) << page;
          exclusive |= (entry >>> EXCLUSIVE & 1) << page;
          swapped |= (entry >>> SWAPPED & 1) << page;
        }
      }
      if ((present | swapped) != 0) {
        pages.pages(chunk, present, exclusive & present, swapped & ~present);
      }
    }
  }
}
