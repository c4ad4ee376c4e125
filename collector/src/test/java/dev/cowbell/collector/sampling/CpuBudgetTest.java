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
      budget = budget.after(SECOND);
      if (budget.hasCredit()) {
        readings++;
        budget = budget.spend(2_000_000);
      }
    }

    // 1000 s x 0.0001 = 100 ms: fifty readings of 2 ms.
    assertThat(readings).isBetween(49, 51);
  }

  @Test
  void after_aLongPause_savesNoMoreThanTwoIntervals() {
    CpuBudget budget = CpuBudget.of(0.1, SECOND).spend(50_000_000).after(Duration.ofHours(1));

    assertThat(budget.creditNanos()).isEqualTo(200_000_000);
  }
}
