package dev.cowbell.bench.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KindTest {
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
}
