package dev.cowbell.bench.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LoadTest {
  @Test
  void kinds_areMixedAsTheirSharesSay() {
    Map<Kind, Long> mixed =
        LongStream.range(0, 1000)
            .mapToObj(Kind::of)
            .collect(Collectors.groupingBy(kind -> kind, Collectors.counting()));

    assertThat(mixed)
        .containsEntry(Kind.LIST, 450L)
        .containsEntry(Kind.SAVINGS, 400L)
        .containsEntry(Kind.PLAN, 100L)
        .containsEntry(Kind.PAGE, 50L);
  }

  @Test
  void quantile_isTheSmallestTimeThatTheShareDoesNotExceed() {
    long[] nanos = LongStream.rangeClosed(1, 100).map(ms -> ms * 1_000_000).toArray();
    Load.Times times = new Load.Times(Map.of(Kind.LIST, nanos), 0);

    assertThat(times.millis(Kind.LIST, 0.99)).isEqualTo(99);
    assertThat(times.millis(Kind.LIST, 0.5)).isEqualTo(50);
    assertThat(times.millis(Kind.PLAN, 0.99)).isNaN();
    assertThat(times.calls(Kind.LIST)).isEqualTo(100);
  }
}
