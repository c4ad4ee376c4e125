package dev.cowbell.collector.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UptimeTest {
  private static final Reading<Long> UNREADABLE =
      Reading.unavailable(Reason.MALFORMED, "cut short");
  private final AtomicLong nanos = new AtomicLong(3_000_000_000L);
  private final Uptime uptime = new Uptime(nanos::get);

  @Test
  void millis_isWhatTheKernelSays() {
    assertThat(uptime.millis(Reading.of(5_000L))).isEqualTo(5_000);
  }

  @Test
  void millis_withoutTheFile_isTheLastAndTheTimeSince() {
    uptime.millis(Reading.of(5_000L));
    nanos.addAndGet(10_000_000_000L);

    assertThat(uptime.millis(UNREADABLE)).isEqualTo(15_000);
  }

  @Test
  void millis_thatWouldGoBack_areNotBelieved() {
    uptime.millis(Reading.of(5_000L));
    nanos.addAndGet(1_000_000_000L);

    assertThat(uptime.millis(Reading.of(4_000L))).isEqualTo(6_000);
    assertThat(uptime.millis(Reading.of(7_000L))).isEqualTo(7_000);
  }
}
