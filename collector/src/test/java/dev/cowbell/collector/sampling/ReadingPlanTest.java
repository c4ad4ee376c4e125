package dev.cowbell.collector.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.family.ProcessKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadingPlanTest {
  private static final long MB = 1024 * 1024;
  private static final Duration YOUNG = Duration.ofSeconds(10);
  private static final Duration OLD = Duration.ofSeconds(60);
  private final ReadingPlan plan = ReadingPlan.of(Duration.ofSeconds(5));

  @Test
  void due_putsNewbornsBeforeMoversBeforeTheRotation() {
    Candidate rotation = candidate(1, 7, MB / 8);
    Candidate mover = candidate(2, 1, 3 * MB);
    Candidate newborn =
        new Candidate(key(3), false, OLD, Optional.empty(), false, 0, Doubt.FULL, 120 * MB);

    assertThat(plan.due(List.of(rotation, mover, newborn))).containsExactly(key(3), key(2), key(1));
  }

  @Test
  void due_ofAProcessAtRest_isAfterTheLongestUnread() {
    Candidate unread79 = candidate(1, 79, 0);
    Candidate unread80 = candidate(2, 80, 0);

    assertThat(plan.due(List.of(unread79, unread80))).containsExactly(key(2));
    assertThat(plan.atMost(Duration.ofSeconds(79)).due(List.of(unread79))).containsExactly(key(1));
    assertThat(plan.atMost(Duration.ofHours(1))).isEqualTo(plan);
  }

  @Test
  void due_leavesOutWhatHasNotMovedAndIsFresh() {
    assertThat(plan.due(List.of(candidate(1, 4, MB / 8)))).isEmpty();
  }

  @Test
  void due_ofMovers_isTheLongestUnreadFirst_soThatASmallBudgetGoesRound() {
    List<Candidate> movers =
        IntStream.of(1, 2, 3).mapToObj(pid -> candidate(pid, pid, 9 * MB)).toList();

    assertThat(plan.due(movers)).containsExactly(key(3), key(2), key(1));
  }

  @Test
  void due_ofAStarvedProcess_isAmongTheMovers() {
    assertThat(plan.due(List.of(candidate(1, 2, 9 * MB), candidate(2, 20, MB / 8))))
        .containsExactly(key(2), key(1));
  }

  @Test
  void due_whenARelativeLeft_takesWorkersButNotMasters() {
    Candidate worker =
        new Candidate(
            key(1),
            false,
            YOUNG,
            Optional.of(Duration.ofSeconds(1)),
            true,
            0,
            Doubt.FULL,
            120 * MB);
    Candidate master =
        new Candidate(
            key(2),
            true,
            YOUNG,
            Optional.of(Duration.ofSeconds(1)),
            true,
            9 * MB,
            Doubt.FULL,
            120 * MB);

    assertThat(plan.due(List.of(worker, master))).containsExactly(key(1));
  }

  @Test
  void due_ofALargeProcess_waitsForALargerMove() {
    Candidate small =
        new Candidate(
            key(1),
            false,
            YOUNG,
            Optional.of(Duration.ofSeconds(1)),
            false,
            MB,
            Doubt.FULL,
            100 * MB);
    Candidate large =
        new Candidate(
            key(2),
            false,
            YOUNG,
            Optional.of(Duration.ofSeconds(1)),
            false,
            MB,
            Doubt.FULL,
            1000 * MB);

    assertThat(plan.due(List.of(small, large))).containsExactly(key(1));
  }

  @Test
  void due_sixteenMovingWorkersAtOneSecond_areReadNearlyEveryTickOnTenPerCent() {
    CpuBudget budget = CpuBudget.of(0.1, Duration.ofSeconds(1));
    int[] readings = new int[16];
    int[] lastRead = new int[16];
    for (int tick = 1; tick <= 60; tick++) {
      budget = budget.after(Duration.ofSeconds(1), 0);
      int now = tick;
      List<Candidate> all =
          IntStream.range(0, 16).mapToObj(i -> candidate(i, now - lastRead[i], 2 * MB)).toList();
      for (ProcessKey key : plan.due(all)) {
        if (budget.hasCredit()) {
          budget = budget.spend(120 * 15_000); // 15 us per MB, the dear end of what was measured
          readings[key.pid()]++;
          lastRead[key.pid()] = tick;
        }
      }
    }

    assertThat(readings).containsOnly(60);
  }

  @Test
  void due_ofAProcessWhoseEstimateProvedRight_waitsUntilItMayBeWrongByAsMuch() {
    Candidate trusted = candidate(1, 4, 2 * MB, new Doubt(1.0 / 8), YOUNG);
    Candidate further = candidate(2, 4, 3 * MB, new Doubt(1.0 / 8), YOUNG);

    assertThat(plan.due(List.of(trusted, further))).containsExactly(key(2));
  }

  @Test
  void due_whereNothingMoved_isOnlyAfterSixteenRotations() {
    assertThat(plan.due(List.of(candidate(1, 79, 0), candidate(2, 80, 0)))).containsExactly(key(2));
  }

  @Test
  void due_ofAnOldProcess_isAfterAQuarterOfItsAge() {
    Candidate young = candidate(1, 14, MB / 8, Doubt.FULL, YOUNG);
    Candidate old = candidate(2, 14, MB / 8, Doubt.FULL, OLD);
    Candidate oldAndUnread = candidate(3, 15, MB / 8, Doubt.FULL, OLD);

    assertThat(plan.due(List.of(young, old, oldAndUnread))).containsExactly(key(3), key(1));
  }

  private static Candidate candidate(
      int pid, int secondsSinceReading, long movedBytes, Doubt doubt, Duration age) {
    Optional<Duration> since = Optional.of(Duration.ofSeconds(secondsSinceReading));
    return new Candidate(key(pid), false, age, since, false, movedBytes, doubt, 120 * MB);
  }

  private static Candidate candidate(int pid, int secondsSinceReading, long movedBytes) {
    Optional<Duration> since = Optional.of(Duration.ofSeconds(secondsSinceReading));
    return new Candidate(key(pid), false, YOUNG, since, false, movedBytes, Doubt.FULL, 120 * MB);
  }

  private static ProcessKey key(int pid) {
    return new ProcessKey(pid, 1);
  }
}
