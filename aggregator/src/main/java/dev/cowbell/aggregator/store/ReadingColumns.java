package dev.cowbell.aggregator.store;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import dev.cowbell.api.contract.v1.ByteReading;
import dev.cowbell.api.contract.v1.CountReading;
import dev.cowbell.api.contract.v1.PressureReading;
import java.time.Instant;

/**
 * Readings of the contract as columns: the value or null, and beside it null or the number of the
 * reason.
 */
final class ReadingColumns {

  private ReadingColumns() {}

  static void value(BinaryCopy copy, ByteReading reading) {
    if (reading.hasBytes()) {
      copy.int8(reading.getBytes());
    } else {
      copy.absent();
    }
  }

  static void value(BinaryCopy copy, CountReading reading) {
    if (reading.hasCount()) {
      copy.int8(reading.getCount());
    } else {
      copy.absent();
    }
  }

  static void someAvg10(BinaryCopy copy, PressureReading reading) {
    if (reading.hasPressure()) {
      copy.float4(reading.getPressure().getSomeAvg10());
    } else {
      copy.absent();
    }
  }

  static void valueAndReason(BinaryCopy copy, ByteReading reading) {
    value(copy, reading);
    reason(copy, reading.hasBytes(), reading.getUnavailable().getReasonValue());
  }

  static void valueAndReason(BinaryCopy copy, CountReading reading) {
    value(copy, reading);
    reason(copy, reading.hasCount(), reading.getUnavailable().getReasonValue());
  }

  static void reason(BinaryCopy copy, boolean valuePresent, int reason) {
    if (valuePresent) {
      copy.absent();
    } else {
      copy.int2(reason);
    }
  }

  static Instant instant(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }

  static long micros(Duration duration) {
    return duration.getSeconds() * 1_000_000 + duration.getNanos() / 1_000;
  }

  static long millis(Duration duration) {
    return duration.getSeconds() * 1_000 + duration.getNanos() / 1_000_000;
  }

  static double seconds(Duration duration) {
    return duration.getSeconds() + duration.getNanos() / 1e9;
  }
}
