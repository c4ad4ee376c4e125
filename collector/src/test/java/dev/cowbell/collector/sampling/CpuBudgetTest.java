package dev.cowbell.collector.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CpuBudgetTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void hasCredit_evenOfATinyBudget_allowsAReadingNowAndThen() {
    CpuBudget budget = CpuBudget.of(0.0001, SECOND);
    int readings = 0;
    for (int tick = 0; tick < 1000; tick++) {
      budget = budget.after(SECOND, 0);
      if (budget.hasCredit()) {
        readings++;
        budget = budget.spend(2_000_000);
      }
    }

    // 1000 s x 0.0001 = 100 ms and 3 ms saved: fifty-one readings of 2 ms.
    assertThat(readings).isBetween(50, 53);
  }

  @Test
  void after_aLongPause_savesNoMoreThanHalfAMinute() {
    CpuBudget budget = CpuBudget.of(0.1, SECOND).spend(50_000_000).after(Duration.ofHours(1), 0);

    assertThat(budget.creditNanos()).isEqualTo(3_000_000_000L);
  }

  @Test
  void after_leavesToReadingsWhatTheRestDidNotSpend_butHalfOfItAtLeast() {
    CpuBudget empty = CpuBudget.of(0.01, SECOND).spend(300_000_000);

    assertThat(empty.after(SECOND, 2_000_000).creditNanos()).isEqualTo(8_000_000);
    assertThat(empty.after(SECOND, 70_000_000).creditNanos()).isEqualTo(5_000_000);
  }
}
