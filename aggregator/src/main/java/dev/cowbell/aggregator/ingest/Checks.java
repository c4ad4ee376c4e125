package dev.cowbell.aggregator.ingest;

import com.google.protobuf.Duration;
import dev.cowbell.api.contract.v1.ByteReading;
import dev.cowbell.api.contract.v1.CountReading;

/** Checks of single fields; each ends in a {@link Refusal} that names the field. */
final class Checks {

  /**
   * Beyond a pebibyte no byte figure of one host is true; sums over a tick stay far from overflow.
   */
  static final long MAX_BYTES = 1L << 50;

  /** Beyond this no count since boot is true, and no sum of a tick's counts overflows. */
  static final long MAX_COUNT = 1L << 60;

  private static final int MAX_NAME_CHARS = 255;
  private static final int MAX_TEXT_CHARS = 4096;
  private static final long MAX_DURATION_SECONDS = 100L * 365 * 86_400;

  private Checks() {}

  static void present(boolean present, String field) throws Refusal {
    if (!present) {
      throw new Refusal(RejectReason.MISSING_FIELD, field + " is missing");
    }
  }

  static void that(boolean plausible, String field, Object value) throws Refusal {
    if (!plausible) {
      throw new Refusal(RejectReason.IMPLAUSIBLE, field + " cannot be " + value);
    }
  }

  /** Without boxing the figure of every good reading. */
  static void that(boolean plausible, String field, long value) throws Refusal {
    if (!plausible) {
      throw new Refusal(RejectReason.IMPLAUSIBLE, field + " cannot be " + value);
    }
  }

  /** An unsigned field above its signed range arrives as a negative number. */
  static void bytes(long value, String field) throws Refusal {
    if (value < 0 || value > MAX_BYTES) {
      throw new Refusal(RejectReason.IMPLAUSIBLE, implausible(field, value));
    }
  }

  static void count(long value, String field) throws Refusal {
    if (value < 0 || value > MAX_COUNT) {
      throw new Refusal(RejectReason.IMPLAUSIBLE, implausible(field, value));
    }
  }

  static void count(int value, String field) throws Refusal {
    if (value < 0) {
      throw new Refusal(
          RejectReason.IMPLAUSIBLE, field + " cannot be " + Integer.toUnsignedString(value));
    }
  }

  static void reading(ByteReading reading, String field) throws Refusal {
    bytes(reading.getBytes(), field);
  }

  static void reading(CountReading reading, String field) throws Refusal {
    count(reading.getCount(), field);
  }

  static void ratio(double value, String field) throws Refusal {
    // Disks and pressure may overshoot a little; NaN fails here too.
    if (!(value >= 0 && value <= 1.5)) {
      throw new Refusal(RejectReason.IMPLAUSIBLE, field + " cannot be " + value);
    }
  }

  static void duration(Duration value, String field) throws Refusal {
    duration(value.getSeconds(), value.getNanos(), field);
  }

  static void duration(long seconds, int nanos, String field) throws Refusal {
    boolean plausible =
        seconds >= 0 && seconds <= MAX_DURATION_SECONDS && nanos >= 0 && nanos < 1_000_000_000;
    if (!plausible) {
      throw new Refusal(RejectReason.IMPLAUSIBLE, field + " cannot be " + seconds + " s");
    }
  }

  static void name(String value, String field) throws Refusal {
    present(!value.isBlank(), field);
    shortText(value, field);
  }

  static void shortText(String value, String field) throws Refusal {
    text(value, field, MAX_NAME_CHARS);
  }

  static void text(String value, String field) throws Refusal {
    text(value, field, MAX_TEXT_CHARS);
  }

  private static void text(String value, String field, int maxChars) throws Refusal {
    if (value.length() > maxChars) {
      throw new Refusal(
          RejectReason.IMPLAUSIBLE,
          "%s has %d characters, at most %d are allowed"
              .formatted(field, value.length(), maxChars));
    }
    if (value.indexOf('\0') >= 0) {
      throw new Refusal(RejectReason.IMPLAUSIBLE, field + " holds a NUL character");
    }
  }

  private static String implausible(String field, long value) {
    return field + " cannot be " + Long.toUnsignedString(value);
  }
}
