package dev.cowbell.collector.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One mapping of a file in an address space. */
record FileMapping(long address, long bytes) {
  private static final Pattern HEADER =
      Pattern.compile("([0-9a-f]+)-([0-9a-f]+) (r-[-x]p) \\S+ \\S+ \\S+ +(/.*)");

  /**
   * Of a text in the format of /proc/PID/smaps, proc_pid_smaps(5), the private mappings of files
   * that cannot be written to and of which no page differs from the file. A page that differs (a
   * relocation made before the mapping was closed to writing) would be lost with the others: such
   * mappings are left out whole.
   */
  static List<FileMapping> cleanOnes(BufferedReader smaps) throws IOException {
    List<FileMapping> clean = new ArrayList<>();
    FileMapping current = null;
    for (String line; (line = smaps.readLine()) != null; ) {
      if (isHeader(line)) {
        Matcher header = HEADER.matcher(line);
        current = header.matches() ? of(header) : null;
      } else if (current != null && line.startsWith("Anonymous:") && line.endsWith(" 0 kB")) {
        clean.add(current);
      }
    }
    return clean;
  }

  private static boolean isHeader(String line) {
    int dash = line.indexOf('-');
    return dash > 0 && !line.substring(0, dash).contains(":");
  }

  private static FileMapping of(Matcher header) {
    long low = Long.parseUnsignedLong(header.group(1), 16);
    return new FileMapping(low, Long.parseUnsignedLong(header.group(2), 16) - low);
  }
}
