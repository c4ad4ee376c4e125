package dev.cowbell.bench.collector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessCostTest {
  @Test
  void cost_ofAProcessWithBracketsInItsName_isThatOfTheFieldsBehindThem() {
    String stat = "42 (a) b) S 1 42 42 0 -1 4194560 1 2 3 4 150 50 7 8 20 0 1 0 100 0 0";
    String rollup = "Rss:                2048 kB\nAnonymous:          1024 kB\n";
    assertThat(ProcessCost.parse(stat, rollup))
        .isEqualTo(new ProcessCost(2.0, 2048 * 1024, 1024 * 1024));
  }
}
