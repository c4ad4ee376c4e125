package dev.cowbell.collector.publish;

import com.google.protobuf.Timestamp;
import dev.cowbell.api.contract.v1.Gap;
import dev.cowbell.api.contract.v1.GapReason;
import dev.cowbell.api.contract.v1.HostTick;
import java.util.List;

/** A tick that waits for the broker: its bytes, and what must be known of it should it be lost. */
final class QueuedTick {
  private final String hostId;
  private final byte[] payload;
  private final Timestamp collectedAt;
  private final List<Gap> gaps;

  QueuedTick(HostTick tick) {
    hostId = tick.getHost().getHostId();
    payload = tick.toByteArray();
    collectedAt = tick.getCollectedAt();
    gaps = tick.getGapsList();
  }

  String hostId() {
    return hostId;
  }

  byte[] payload() {
    return payload;
  }

  int size() {
    return payload.length;
  }

  /** What is lost with it: itself, and the news of earlier losses that it carried. */
  void addLossTo(GapLedger ledger, GapReason reason) {
    gaps.forEach(ledger::add);
    ledger.add(
        Gap.newBuilder()
            .setReason(reason)
            .setTicks(1)
            .setFrom(collectedAt)
            .setTo(collectedAt)
            .build());
  }
}
