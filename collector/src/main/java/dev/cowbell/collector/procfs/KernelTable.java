package dev.cowbell.collector.procfs;

import java.util.OptionalLong;

/**
 * A file of lines "Key: 123 kB" such as smaps_rollup and meminfo. A key is looked for from where
 * the last one was found and then from the beginning, so that asking in the file's own order walks
 * through it once; lines nobody asks for are passed over.
 */
final class KernelTable {
  private final KernelText text;

  KernelTable(KernelText text) {
    this.text = text;
  }

  /** In bytes. */
  long get(String key) throws ParseException {
    if (!seek(key)) {
      throw text.expected(key);
    }
    return text.kibibytes(key);
  }

  /** In bytes; empty where the file has no such key. */
  OptionalLong find(String key) throws ParseException {
    return seek(key) ? OptionalLong.of(text.kibibytes(key)) : OptionalLong.empty();
  }

  private boolean seek(String key) {
    if (seekOnwards(key)) {
      return true;
    }
    text.toFirstLine();
    return seekOnwards(key);
  }

  private boolean seekOnwards(String key) {
    while (!text.atEnd()) {
      if (text.skip(key) && text.skip(":")) {
        return true;
      }
      text.nextLine();
    }
    return false;
  }
}
