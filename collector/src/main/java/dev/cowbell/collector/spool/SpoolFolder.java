package dev.cowbell.collector.spool;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** The folder of one spool, which nobody else uses; the seam at which tests inject faults. */
interface SpoolFolder extends Closeable {
  /** Names of all files, in no order. */
  List<String> list() throws IOException;

  /** Opens a file for reading and writing; an absent one is made. */
  SpoolFile open(String name) throws IOException;

  void rename(String from, String to) throws IOException;

  /** Deletes a file; an absent one is no error. */
  void delete(String name) throws IOException;

  /** Returns when a power cut can no longer undo what was made and deleted. */
  void sync() throws IOException;
}
