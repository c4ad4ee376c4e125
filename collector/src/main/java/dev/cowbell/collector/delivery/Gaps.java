package dev.cowbell.collector.delivery;

import com.google.protobuf.Timestamp;
import dev.cowbell.api.contract.v1.Gap;
import dev.cowbell.api.contract.v1.GapReason;
import dev.cowbell.collector.spool.Loss;
import java.time.Instant;

/** Losses of the spool as the contract says them, and back. Times are kept to the millisecond. */
final class Gaps {
  private Gaps() {}

  static Gap of(Loss loss) {
    return Gap.newBuilder()
        .setReason(reason(loss.reason()))
        .setTicks(loss.records())
        .setFrom(timestamp(loss.fromMillis()))
        .setTo(timestamp(loss.toMillis()))
        .build();
  }

  static Loss loss(Gap gap) {
    return new Loss(
        reason(gap.getReason()), gap.getTicks(), millis(gap.getFrom()), millis(gap.getTo()));
  }

  static long millis(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos()).toEpochMilli();
  }

  private static Timestamp timestamp(long millis) {
    Instant instant = Instant.ofEpochMilli(millis);
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  private static GapReason reason(Loss.Reason reason) {
    return switch (reason) {
      case BUFFER_FULL -> GapReason.GAP_REASON_BUFFER_FULL;
      case REFUSED -> GapReason.GAP_REASON_REFUSED;
      case OVERRUN -> GapReason.GAP_REASON_OVERRUN;
      case CORRUPT -> GapReason.GAP_REASON_CORRUPT;
    };
  }

  private static Loss.Reason reason(GapReason reason) {
    return switch (reason) {
      case GAP_REASON_BUFFER_FULL -> Loss.Reason.BUFFER_FULL;
      case GAP_REASON_REFUSED -> Loss.Reason.REFUSED;
      case GAP_REASON_OVERRUN -> Loss.Reason.OVERRUN;
      case GAP_REASON_CORRUPT -> Loss.Reason.CORRUPT;
      case GAP_REASON_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("a gap needs a reason, not " + reason);
    };
  }
}
