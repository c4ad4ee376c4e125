package dev.cowbell.aggregator.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TouchOrderTest {

  /**
   * printf '%s' 'web|Zen 3 / 64 cores / 128 GiB|a' | sha256sum: 1d32… d, 3af2… b, bd65… a, d6b0… c.
   */
  @Test
  void order_isThatOfTheDigests_asTheContractSays() {
    assertThat(
            TouchOrder.sorted(
                "web", "Zen 3 / 64 cores / 128 GiB", List.of("a", "b", "c", "d", "a")))
        .containsExactly("d", "b", "a", "c");
  }
}
