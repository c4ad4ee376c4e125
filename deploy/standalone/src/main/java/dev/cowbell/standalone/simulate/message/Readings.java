package dev.cowbell.standalone.simulate.message;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import dev.cowbell.api.contract.v1.ByteReading;
import dev.cowbell.api.contract.v1.CountReading;
import dev.cowbell.api.contract.v1.Unavailable;
import dev.cowbell.api.contract.v1.UnavailableReason;

/** Figures as the contract has them. */
final class Readings {
  private Readings() {}

  static ByteReading bytes(long bytes) {
    return ByteReading.newBuilder().setBytes(bytes).build();
  }

  static CountReading count(long count) {
    return CountReading.newBuilder().setCount(count).build();
  }

  static CountReading notYet(String why) {
    return CountReading.newBuilder()
        .setUnavailable(
            Unavailable.newBuilder()
                .setReason(UnavailableReason.UNAVAILABLE_REASON_NOT_YET_READ)
                .setDetail(why))
        .build();
  }

  static ByteReading notRead(String why) {
    return ByteReading.newBuilder().setUnavailable(notYet(why).getUnavailable()).build();
  }

  static Timestamp timestamp(long millis) {
    return Timestamp.newBuilder()
        .setSeconds(Math.floorDiv(millis, 1000))
        .setNanos((int) Math.floorMod(millis, 1000L) * 1_000_000)
        .build();
  }

  static Duration millis(long millis) {
    return Duration.newBuilder()
        .setSeconds(millis / 1000)
        .setNanos((int) (millis % 1000) * 1_000_000)
        .build();
  }

  static Duration micros(long micros) {
    return Duration.newBuilder()
        .setSeconds(micros / 1_000_000)
        .setNanos((int) (micros % 1_000_000) * 1000)
        .build();
  }
}
