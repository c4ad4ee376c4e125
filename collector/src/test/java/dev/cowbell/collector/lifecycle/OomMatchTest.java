package dev.cowbell.collector.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.family.ProcessKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OomMatchTest {
  private static final OomMatch.Ended SMALL = ended(1, "shop", 10);
  private static final OomMatch.Ended LARGE = ended(2, "shop", 20);
  private static final OomMatch.Ended ELSEWHERE = ended(3, "mail", 99);

  @Test
  void killed_isTheLargestWhereTheCountRose() {
    assertThat(OomMatch.match(List.of(SMALL, LARGE, ELSEWHERE), Map.of("shop", 1L, "mail", 0L)))
        .containsExactly(new OomMatch.Killed(LARGE.key(), false));
  }

  @Test
  void killed_isCertainWhereNobodyElseEndedThere() {
    assertThat(OomMatch.match(List.of(SMALL, ELSEWHERE), Map.of("shop", 1L)))
        .containsExactly(new OomMatch.Killed(SMALL.key(), true));
  }

  @Test
  void kill_ofAProcessThatIsNoWorker_matchesNothing() {
    assertThat(OomMatch.match(List.of(ELSEWHERE), Map.of("shop", 1L))).isEmpty();
  }

  private static OomMatch.Ended ended(int pid, String pool, long bytes) {
    return new OomMatch.Ended(new ProcessKey(pid, pid), pool, bytes);
  }
}
