package dev.cowbell.collector.spool;

import java.io.Closeable;
import java.io.IOException;

/** One open file, as far as the spool needs it; the seam at which tests inject faults. */
interface SpoolFile extends Closeable {
  long size() throws IOException;

  /** Reads exactly this many bytes; a file that ends before is an error. */
  void read(long position, byte[] into, int length) throws IOException;

  /** Writes all bytes or fails, and may have written some of them when it fails. */
  void write(long position, byte[] from, int length) throws IOException;

  void truncate(long size) throws IOException;

  /** Returns when a power cut can no longer take what was written. */
  void sync() throws IOException;
}
