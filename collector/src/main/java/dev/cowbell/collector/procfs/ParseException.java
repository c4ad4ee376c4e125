package dev.cowbell.collector.procfs;

import java.io.Serial;

/** A kernel file that does not look as its manual page says. */
public final class ParseException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * @param path the file
   * @param line the line, from 1
   * @param field what was expected there
   */
  public ParseException(String path, int line, String field) {
    super(path + ":" + line + ": expected " + field);
  }
}
