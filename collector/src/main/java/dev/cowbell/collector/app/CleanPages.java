package dev.cowbell.collector.app;

import dev.cowbell.collector.kernel.SystemCallException;
import dev.cowbell.collector.kernel.SystemCalls;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives back the pages of this program's own files, of which starting and what is seldom done leave
 * more than ticks need: class archive, libraries. What is still needed comes back from the page
 * cache with a minor fault per 64 KiB. Not in huge pages, 2 MiB of which would come back with each
 * fault: a file that was written at one go lies in the page cache in such.
 */
final class CleanPages {
  private static final Logger LOG = LoggerFactory.getLogger(CleanPages.class);

  /** madvise(2): unmap now, and for a private file mapping read the file again when touched. */
  private static final int MADV_DONTNEED = 4;

  /** madvise(2): no huge pages here. Refused by kernels that have none anywhere. */
  private static final int MADV_NOHUGEPAGE = 15;

  private CleanPages() {}

  /**
   * Does it once.
   *
   * @param smaps the smaps of this process
   */
  static void giveBack(Path smaps) {
    try (BufferedReader text = Files.newBufferedReader(smaps)) {
      for (FileMapping mapping : FileMapping.cleanOnes(text)) {
        advise(mapping, MADV_NOHUGEPAGE);
        advise(mapping, MADV_DONTNEED);
      }
    } catch (IOException failure) {
      LOG.debug("Clean pages are kept: {}", failure.getMessage());
    }
  }

  private static void advise(FileMapping mapping, int advice) {
    try {
      SystemCalls.advise(mapping.address(), mapping.bytes(), advice);
    } catch (SystemCallException refused) {
      LOG.debug("The kernel does not take advice {} at {}", advice, mapping.address());
    }
  }
}
