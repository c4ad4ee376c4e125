package dev.cowbell.collector.publish;

import com.google.protobuf.Timestamp;
import dev.cowbell.api.contract.v1.Gap;
import dev.cowbell.api.contract.v1.GapReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Losses that no tick has reported yet, one record per reason. Not for several threads. */
final class GapLedger {
  private static final Comparator<Timestamp> BY_TIME =
      Comparator.comparingLong(Timestamp::getSeconds).thenComparingInt(Timestamp::getNanos);

  private final Map<GapReason, Gap> pending = new EnumMap<>(GapReason.class);

  void add(Gap gap) {
    pending.merge(gap.getReason(), gap, GapLedger::merge);
  }

  /**
   * Hands the records over, to be sent with a tick. Should that tick be lost in turn, they are
   * added again.
   */
  List<Gap> take() {
    List<Gap> taken = new ArrayList<>(pending.values());
    pending.clear();
    return taken;
  }

  private static Gap merge(Gap one, Gap other) {
    return one.toBuilder()
        .setTicks(one.getTicks() + other.getTicks())
        .setFrom(
            BY_TIME.compare(one.getFrom(), other.getFrom()) <= 0 ? one.getFrom() : other.getFrom())
        .setTo(BY_TIME.compare(one.getTo(), other.getTo()) >= 0 ? one.getTo() : other.getTo())
        .build();
  }
}
