package dev.cowbell.collector.procfs;

import java.util.ArrayList;
import java.util.List;

/**
 * A file-backed line of {@code /proc/PID/maps}, proc_pid_maps(5).
 *
 * @param startAddress first address
 * @param fileOffset where in the file that is
 * @param path as seen in the process's own mount namespace; " (deleted)" is kept
 */
public record Mapping(long startAddress, long fileOffset, String path) {

  /** Parses the file, keeping only mappings of files. */
  public static List<Mapping> parse(KernelText text) throws ParseException {
    List<Mapping> mappings = new ArrayList<>();
    while (!text.atEnd()) {
      String start = text.until('-', "start address");
      text.skipWords(2);
      long offset = text.hexadecimal("offset");
      text.skipWords(2);
      String path = text.restOfLine();
      if (path.startsWith("/")) {
        mappings.add(new Mapping(address(text, start), offset, path));
      }
      text.nextLine();
    }
    return mappings;
  }

  private static long address(KernelText text, String hexadecimal) throws ParseException {
    try {
      return Long.parseUnsignedLong(hexadecimal, 16);
    } catch (NumberFormatException malformed) {
      throw text.expected("start address");
    }
  }
}
