package dev.cowbell.collector.spool;

/**
 * One record that waits.
 *
 * @param number rises by one a record, over restarts too
 * @param atMillis when it was made, milliseconds since 1970
 * @param addedMillis when it was added, by the spool's clock, which gives its age
 * @param key what it is about
 */
@SuppressWarnings(
    "ArrayRecordComponent") // Compared by number; the bytes are handed on, not looked at.
public record SpooledRecord(
    long number, long atMillis, long addedMillis, String key, byte[] value) {

  /** Memory it takes, near enough. */
  int size() {
    return value.length + key.length() + 64;
  }
}
