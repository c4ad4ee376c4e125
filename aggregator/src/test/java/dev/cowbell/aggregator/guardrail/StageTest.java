package dev.cowbell.aggregator.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StageTest {
  private static final StagePolicy POLICY = StagePolicy.DEFAULT;
  private static final Instant NOW = Seen.START;
  private static final Cause CAUSE = new Cause.Operator("drill");

  @Test
  void sizes_areThoseOfTheTable() {
    int[][] table = {
      {1, 1, 1, 1},
      {2, 2, 2, 2},
      {20, 2, 2, 5},
      {100, 2, 5, 25},
      {160, 2, 8, 40},
      {10000, 2, 8, 2500}
    };
    for (int[] row : table) {
      Canary first = new Observe().begin(NOW);
      assertThat(POLICY.treatedHosts(new Observe(), row[0])).isZero();
      assertThat(POLICY.treatedHosts(first, row[0])).isEqualTo(row[1]);
      assertThat(POLICY.treatedHosts(first.widen(), row[0])).isEqualTo(row[2]);
      assertThat(POLICY.treatedHosts(new Expand(NOW), row[0])).isEqualTo(row[3]);
      assertThat(POLICY.treatedHosts(new Fleet(NOW), row[0])).isEqualTo(row[0]);
    }
  }

  @Test
  void held_keepsItsHosts_rolledBackHasNone() {
    Expand expand = new Expand(NOW);
    assertThat(POLICY.treatedHosts(expand.hold(CAUSE, NOW), 160)).isEqualTo(40);
    assertThat(POLICY.treatedHosts(expand.rollBack(CAUSE, NOW), 160)).isZero();
  }

  @Test
  void release_takesAFixAndThreeCleanReloads() {
    Held held = new Fleet(NOW).hold(CAUSE, NOW);
    Instant later = NOW.plusSeconds(60);
    assertThat(held.release(100, later)).isEmpty();
    assertThat(held.markedFixed("os._exit", NOW).release(2, later)).isEmpty();
    assertThat(held.markedFixed("os._exit", NOW).release(3, later)).hasValue(new Fleet(later));
    assertThat(held.markedFixed("no", NOW).brokeAgain(CAUSE, later).release(3, later)).isEmpty();
  }

  @Test
  void rolledBack_beginsFromTheStart() {
    RolledBack back = new Expand(NOW).hold(CAUSE, NOW).rollBack(CAUSE, NOW);
    assertThat(back.release(3)).isEmpty();
    assertThat(back.markedFixed("smaller heap", NOW).release(3))
        .isEqualTo(Optional.of(new Observe()));
  }
}
