package dev.cowbell.collector.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.family.ForkTree.ForkedWorker;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FamilyTrackerTest {
  private static final ProcessKey MASTER = new ProcessKey(10, 1);
  private static final ProcessKey WORKER = new ProcessKey(11, 2);
  private static final ForkTree TREE =
      new ForkTree(MASTER, List.of(new ForkedWorker(WORKER, MASTER)));
  private static final ForkTree EMPTY = new ForkTree(MASTER, List.of());

  private final FamilyTracker tracker = new FamilyTracker();

  @Test
  void update_withAForkOfAMoment_isNoFamily() {
    assertThat(
            tracker.update(List.of(TREE), Set.of(MASTER, WORKER), worker -> false, master -> true))
        .isEmpty();
    assertThat(tracker.update(List.of(), Set.of(MASTER), worker -> false, master -> true))
        .isEmpty();
  }

  @Test
  void update_withAWorkerThatStayed_isAFamily() {
    assertThat(
            tracker.update(List.of(TREE), Set.of(MASTER, WORKER), worker -> true, master -> true))
        .containsExactly(TREE);
  }

  @Test
  void update_withAMasterTooSmall_isNoFamily() {
    assertThat(
            tracker.update(List.of(TREE), Set.of(MASTER, WORKER), worker -> true, master -> false))
        .isEmpty();
  }

  @Test
  void update_ofAFamilyWithOnlyYoungWorkers_keepsIt() {
    tracker.update(List.of(TREE), Set.of(MASTER, WORKER), worker -> true, master -> true);

    assertThat(
            tracker.update(List.of(TREE), Set.of(MASTER, WORKER), worker -> false, master -> false))
        .containsExactly(TREE);
  }

  @Test
  void update_ofAFamilyWithoutWorkers_keepsItForThreeTicks() {
    tracker.update(List.of(TREE), Set.of(MASTER, WORKER), worker -> true, master -> true);

    for (int tick = 0; tick < 3; tick++) {
      assertThat(tracker.update(List.of(), Set.of(MASTER), worker -> true, master -> true))
          .containsExactly(EMPTY);
    }
    assertThat(tracker.update(List.of(), Set.of(MASTER), worker -> true, master -> true)).isEmpty();
  }

  @Test
  void update_ofAFamilyWhoseMasterEnded_forgetsIt() {
    tracker.update(List.of(TREE), Set.of(MASTER, WORKER), worker -> true, master -> true);

    assertThat(tracker.update(List.of(), Set.of(WORKER), worker -> true, master -> true)).isEmpty();
  }
}
