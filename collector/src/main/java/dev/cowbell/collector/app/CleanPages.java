package dev.cowbell.collector.app;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives back the pages of this program's own files that only starting needed: class archive,
 * libraries. What is still needed comes back from the page cache with a minor fault per 64 KiB. Not
 * in huge pages, 2 MiB of which would come back with each fault: a file that was written at one go
 * lies in the page cache in such.
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
    try {
      List<FileMapping> mappings = FileMapping.cleanOnes(Files.readString(smaps));
      MethodHandle madvise = madvise();
      for (FileMapping mapping : mappings) {
        advise(madvise, mapping, MADV_NOHUGEPAGE);
        advise(madvise, mapping, MADV_DONTNEED);
      }
    } catch (IOException failure) {
      LOG.debug("Clean pages are kept: {}", failure.getMessage());
    }
  }

  private static void advise(MethodHandle madvise, FileMapping mapping, int advice) {
    try {
      int result =
          (int)
              madvise.invokeExact(
                  MemorySegment.ofAddress(mapping.address()), mapping.bytes(), advice);
      if (result != 0) {
        LOG.debug("The kernel does not take advice {} at {}", advice, mapping.address());
      }
    } catch (Throwable impossible) {
      throw new IllegalStateException("madvise throws nothing", impossible);
    }
  }

  @SuppressWarnings("restricted") // the launcher grants native access
  private static MethodHandle madvise() {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("madvise"),
        FunctionDescriptor.of(
            ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT));
  }
}
