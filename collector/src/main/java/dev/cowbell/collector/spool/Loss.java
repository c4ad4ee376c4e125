package dev.cowbell.collector.spool;

/**
 * Records that are gone.
 *
 * @param records how many
 * @param fromMillis when the first of them was made, milliseconds since 1970
 * @param toMillis when the last of them was made
 */
public record Loss(Reason reason, long records, long fromMillis, long toMillis) {

  /** Why records are gone. */
  public enum Reason {
    /** Too many or too old. */
    BUFFER_FULL(1),
    /** Whoever takes them refused them. */
    REFUSED(2),
    /** They were never made. */
    OVERRUN(3),
    /** They could not be read back. */
    CORRUPT(4);

    private final byte code;

    Reason(int code) {
      this.code = (byte) code;
    }

    byte code() {
      return code;
    }
  }

  /** One record. */
  static Loss ofOne(Reason reason, long atMillis) {
    return new Loss(reason, 1, atMillis, atMillis);
  }

  /** Both, under the reason of this one. */
  Loss plus(Loss other) {
    return new Loss(
        reason,
        records + other.records,
        Math.min(fromMillis, other.fromMillis),
        Math.max(toMillis, other.toMillis));
  }
}
