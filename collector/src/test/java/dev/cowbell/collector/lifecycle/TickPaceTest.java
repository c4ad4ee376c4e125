package dev.cowbell.collector.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TickPaceTest {
  private static final Duration NORMAL = Duration.ofSeconds(10);
  private static final Duration FAST = Duration.ofSeconds(1);
  private final TickPace pace = TickPace.of(NORMAL);

  @Test
  void suspicion_makesASecondsPaceForAMinute() {
    TickPace suspected = pace.after(100_000, true);

    assertThat(suspected.interval()).isEqualTo(FAST);
    assertThat(suspected.after(159_999, false).interval()).isEqualTo(FAST);
    assertThat(suspected.after(160_000, false).interval()).isEqualTo(NORMAL);
  }

  @Test
  void lastingSuspicion_isFastForFiveMinutesAndRestsForFifteen() {
    TickPace lasting = pace;
    for (long at = 0; at < 300_000; at += 1000) {
      lasting = lasting.after(at, true);
      assertThat(lasting.interval()).isEqualTo(FAST);
    }
    for (long at = 300_000; at < 1_200_000; at += 10_000) {
      lasting = lasting.after(at, true);
      assertThat(lasting.interval()).isEqualTo(NORMAL);
    }
    assertThat(lasting.after(1_200_000, true).interval()).isEqualTo(FAST);
  }

  @Test
  void paceAskedFor_thatIsFasterThanASecond_staysAsItIs() {
    TickPace quick = TickPace.of(Duration.ofMillis(200)).after(1000, true);

    assertThat(quick.interval()).isEqualTo(Duration.ofMillis(200));
  }
}
