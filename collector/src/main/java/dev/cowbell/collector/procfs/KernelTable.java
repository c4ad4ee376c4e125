package dev.cowbell.collector.procfs;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A file of lines "Key: 123 kB" such as smaps_rollup and meminfo. Lines without a number are left
 * out.
 */
final class KernelTable {
  /** Four times what any such file has. */
  private static final int MOST_KEYS = 256;

  private final Map<String, Long> bytesByKey = new HashMap<>();
  private final KernelText text;

  private KernelTable(KernelText text) {
    this.text = text;
  }

  static KernelTable ofKibibytes(KernelText text) throws ParseException {
    KernelTable table = new KernelTable(text);
    while (!text.atEnd()) {
      table.addLine();
      text.nextLine();
    }
    return table;
  }

  private void addLine() throws ParseException {
    if (text.isRangeLine()) {
      return;
    }
    if (bytesByKey.size() >= MOST_KEYS) {
      throw text.expected("at most " + MOST_KEYS + " keys");
    }
    String key = text.until(':', "a key and a colon");
    bytesByKey.put(key, text.kibibytes(key));
  }

  long get(String key) throws ParseException {
    return find(key).orElseThrow(() -> text.expected(key));
  }

  OptionalLong find(String key) {
    Long bytes = bytesByKey.get(key);
    return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes);
  }
}
