package dev.cowbell.api.server.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import org.junit.jupiter.api.Test;

class MonthTicksTest {
  @Test
  void year_standsAtTheFirstAndAtJanuary() {
    assertThat(MonthTicks.from(YearMonth.of(2026, 11), 3, 12).ticks())
        .extracting(Tick::label)
        .containsExactly("Nov 2026", "Dec", "Jan 2027", "Feb");
  }

  @Test
  void aLongHorizon_hasFewerTicks_andAYearIsStillSaidOnce() {
    assertThat(MonthTicks.from(YearMonth.of(2026, 11), 24, 6).ticks())
        .extracting(Tick::label)
        .containsExactly("Nov 2026", "May 2027", "Nov", "May 2028", "Nov");
  }

  @Test
  void shares_alwaysReachAll_andHoldMore() {
    assertThat(ShareTicks.covering(0.3, 6).high()).isEqualTo(1);
    assertThat(ShareTicks.covering(2.2, 6).high()).isGreaterThanOrEqualTo(2.2);
    assertThat(ShareTicks.covering(2.2, 6).ticks()).last().extracting(Tick::label).isEqualTo("250");
  }
}
