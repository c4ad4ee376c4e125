package dev.cowbell.standalone.simulate.obey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.standalone.simulate.model.HostPlacement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HostOrderTest {
  private static final String ZEN = "Zen 3 / 64 cores / 128 GiB";

  @Test
  void rank_isTheOrderOfTheDigests() {
    // printf '%s' 'web|Zen 3 / 64 cores / 128 GiB|a' | sha256sum, and so on: 1d32… d, 3af2… b,
    // bd65… a, d6b0… c.
    var order =
        HostOrder.of(
            4, host -> new HostPlacement(List.of("a", "b", "c", "d").get(host), ZEN, "web"));

    List<Integer> byRank =
        IntStream.range(0, 4).boxed().sorted(Comparator.comparingInt(order::rankOf)).toList();
    assertThat(byRank).containsExactly(3, 1, 0, 2);
    assertThat(order.groupSize("web|" + ZEN)).isEqualTo(4);
  }

  @Test
  void groups_areRankedOnTheirOwn() {
    var order =
        HostOrder.of(10, host -> new HostPlacement("h" + host, ZEN, host % 2 == 0 ? "web" : "api"));

    assertThat(IntStream.of(0, 2, 4, 6, 8).map(order::rankOf).sorted())
        .containsExactly(0, 1, 2, 3, 4);
    assertThat(order.groupOf(1)).isEqualTo("api|" + ZEN);
  }
}
