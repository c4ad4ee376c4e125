package dev.cowbell.collector.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.cowbell.api.contract.v1.Gap;
import dev.cowbell.api.contract.v1.GapReason;
import dev.cowbell.api.contract.v1.HostIdentity;
import dev.cowbell.api.contract.v1.HostTick;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final int TICK_BYTES = tick(100).getSerializedSize();

  @Test
  void add_beyondTheLimit_dropsTheOldestAndReportsThem() {
    Outbox outbox = new Outbox(TICK_BYTES * 2L);
    List.of(101, 102, 103, 104).forEach(second -> outbox.add(tick(second)));

    assertThat(outbox.counts()).isEqualTo(new Outbox.Counts(4, 0, 2, 2));
    assertThat(outbox.takeGaps())
        .containsExactly(gap(GapReason.GAP_REASON_BUFFER_FULL, 2, 101, 102));
    assertThat(outbox.takeGaps()).isEmpty();
  }

  @Test
  void add_ofATickThatIsLaterLost_reportsAlsoTheLossesItCarried() {
    Outbox outbox = new Outbox(TICK_BYTES * 2L);
    Gap carried = gap(GapReason.GAP_REASON_BUFFER_FULL, 5, 101, 105);
    outbox.add(tick(106).toBuilder().addGaps(carried).build());
    outbox.add(tick(107));
    outbox.add(tick(108));

    assertThat(outbox.takeGaps())
        .containsExactly(gap(GapReason.GAP_REASON_BUFFER_FULL, 6, 101, 106));
  }

  @Test
  void add_ofOneTickLargerThanTheLimit_keepsIt() {
    Outbox outbox = new Outbox(1);
    outbox.add(tick(101));

    assertThat(outbox.counts()).isEqualTo(new Outbox.Counts(1, 0, 0, 1));
  }

  @Test
  void confirm_ofATickThatWasDroppedMeanwhile_doesNotCountItTwice() throws InterruptedException {
    Outbox outbox = new Outbox(TICK_BYTES);
    outbox.add(tick(101));
    QueuedTick inFlight = outbox.oldest(Duration.ZERO).orElseThrow();
    outbox.add(tick(102));
    outbox.confirm(inFlight);

    assertThat(outbox.counts()).isEqualTo(new Outbox.Counts(2, 0, 1, 1));
  }

  @Test
  void refuse_countsAndReports() throws InterruptedException {
    Outbox outbox = new Outbox(1000);
    outbox.add(tick(101));
    outbox.refuse(outbox.oldest(Duration.ZERO).orElseThrow());

    assertThat(outbox.counts()).isEqualTo(new Outbox.Counts(1, 0, 1, 0));
    assertThat(outbox.takeGaps()).containsExactly(gap(GapReason.GAP_REASON_REFUSED, 1, 101, 101));
  }

  @Test
  void gaps_ofDifferentReasons_stayApart() {
    Outbox outbox = new Outbox(1000);
    outbox.addGap(gap(GapReason.GAP_REASON_OVERRUN, 1, 103, 103));
    outbox.addGap(gap(GapReason.GAP_REASON_REFUSED, 1, 102, 102));
    outbox.addGap(gap(GapReason.GAP_REASON_OVERRUN, 2, 100, 101));

    assertThat(outbox.takeGaps())
        .containsExactlyInAnyOrder(
            gap(GapReason.GAP_REASON_OVERRUN, 3, 100, 103),
            gap(GapReason.GAP_REASON_REFUSED, 1, 102, 102));
  }

  static HostTick tick(int second) {
    return HostTick.newBuilder()
        .setHost(HostIdentity.newBuilder().setHostId("host"))
        .setSequence(second)
        .setCollectedAt(Timestamp.newBuilder().setSeconds(second))
        .build();
  }

  private static Gap gap(GapReason reason, long ticks, int from, int to) {
    return Gap.newBuilder()
        .setReason(reason)
        .setTicks(ticks)
        .setFrom(Timestamp.newBuilder().setSeconds(from))
        .setTo(Timestamp.newBuilder().setSeconds(to))
        .build();
  }
}
