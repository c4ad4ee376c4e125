package dev.cowbell.collector.tick;

import com.google.protobuf.Timestamp;
import dev.cowbell.api.contract.v1.ByteReading;
import dev.cowbell.api.contract.v1.CountReading;
import dev.cowbell.api.contract.v1.Unavailable;
import dev.cowbell.api.contract.v1.UnavailableReason;
import dev.cowbell.collector.reading.Basis;
import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import java.time.Duration;
import java.time.Instant;

/** The small messages of the contract that all others are made of. */
final class Messages {
  private Messages() {}

  static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  static com.google.protobuf.Duration duration(Duration duration) {
    return com.google.protobuf.Duration.newBuilder()
        .setSeconds(duration.getSeconds())
        .setNanos(duration.getNano())
        .build();
  }

  static com.google.protobuf.Duration micros(long micros) {
    return duration(Duration.ofNanos(Math.multiplyExact(micros, 1000L)));
  }

  static ByteReading bytes(Reading<Long> reading) {
    return reading.fold(
        value -> ByteReading.newBuilder().setBytes(value).build(),
        absent -> ByteReading.newBuilder().setUnavailable(unavailable(absent)).build());
  }

  static CountReading count(Reading<Long> reading) {
    return reading.fold(
        value -> CountReading.newBuilder().setCount(value).build(),
        absent -> CountReading.newBuilder().setUnavailable(unavailable(absent)).build());
  }

  static Unavailable unavailable(Reading.Unavailable<?> absent) {
    return Unavailable.newBuilder()
        .setReason(reason(absent.reason()))
        .setDetail(absent.detail())
        .build();
  }

  static dev.cowbell.api.contract.v1.Basis basis(Basis basis) {
    return switch (basis) {
      case MEASURED -> dev.cowbell.api.contract.v1.Basis.BASIS_MEASURED;
      case UPPER_BOUND -> dev.cowbell.api.contract.v1.Basis.BASIS_UPPER_BOUND;
      case ESTIMATED -> dev.cowbell.api.contract.v1.Basis.BASIS_ESTIMATED;
    };
  }

  static UnavailableReason reason(Reason reason) {
    return switch (reason) {
      case PROCESS_EXITED -> UnavailableReason.UNAVAILABLE_REASON_PROCESS_EXITED;
      case PERMISSION_DENIED -> UnavailableReason.UNAVAILABLE_REASON_PERMISSION_DENIED;
      case NOT_SUPPORTED -> UnavailableReason.UNAVAILABLE_REASON_NOT_SUPPORTED;
      case COUNTER_RESET -> UnavailableReason.UNAVAILABLE_REASON_COUNTER_RESET;
      case NOT_YET_READ -> UnavailableReason.UNAVAILABLE_REASON_NOT_YET_READ;
      case IMPLAUSIBLE -> UnavailableReason.UNAVAILABLE_REASON_IMPLAUSIBLE;
      case MALFORMED -> UnavailableReason.UNAVAILABLE_REASON_MALFORMED;
      case BORN_UNSEEN -> UnavailableReason.UNAVAILABLE_REASON_BORN_UNSEEN;
    };
  }
}
