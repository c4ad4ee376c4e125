package dev.cowbell.bench.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TruthTest {
  @Test
  void loss_isCopiedAndOrphaned_neverFreed() {
    Truth truth =
        Truth.parse(
            List.of("footprint", "9000", "17", "4096", "8192", "12288", "18", "0", "0", "1"));
    assertThat(truth).isEqualTo(new Truth(9000, Map.of(17, 12288L, 18, 0L)));
  }
}
