package dev.cowbell.collector.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.family.ProcessKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExitWatchTest {
  private static final long SHARED = 40L * 1024 * 1024;
  private long millis;
  private final ExitWatch watch = new ExitWatch(0, List.of(worker(1, 1000), worker(2, 1000)), 500);

  @Test
  void exit_thatCopiesWhatWasShared_isNormal() {
    watch.look(at(), List.of(worker(2, 1000)), 500 + 1000 + 9000);

    assertThat(watch.behaviour()).isEqualTo(ExitBehaviour.NORMAL);
    assertThat(watch.totals()).isEqualTo(new ExitWatch.Totals(1, 9000));
  }

  @Test
  void exit_thatTouchesNothing_isImmediate() {
    watch.look(at(), List.of(), 500 + 2000 + 70);
    watch.look(at(), List.of(), 500 + 2000 + 70);

    assertThat(watch.behaviour()).isEqualTo(ExitBehaviour.IMMEDIATE);
    assertThat(watch.totals()).isEqualTo(new ExitWatch.Totals(2, 70));
  }

  @Test
  void exit_thatTheMasterWaitsForLater_isAccountedThen() {
    watch.look(at(), List.of(worker(2, 1000)), 500);
    assertThat(watch.totals().exits()).isZero();

    watch.look(at(), List.of(worker(2, 1000)), 500 + 1000 + 9000);

    assertThat(watch.totals()).isEqualTo(new ExitWatch.Totals(1, 9000));
  }

  /** What the first had on its way out would make up for all that the others had before. */
  @Test
  void exits_thatTheMasterWaitsForOneByOne_areAccountedTogether() {
    watch.look(at(), List.of(), 500 + 1000 + 1000);
    watch.look(after(1000), List.of(), 500 + 2 * (1000 + 9000));

    assertThat(watch.totals()).isEqualTo(new ExitWatch.Totals(2, 18_000));
    assertThat(watch.behaviour()).isEqualTo(ExitBehaviour.NORMAL);
  }

  @Test
  void exit_thatTheMasterNeverWaitsFor_isUnknown() {
    for (int look = 0; look < 10; look++) {
      watch.look(at(), List.of(worker(2, 1000)), 500);
    }

    assertThat(watch.behaviour()).isEqualTo(ExitBehaviour.UNKNOWN);
    assertThat(watch.totals().exits()).isZero();
  }

  @Test
  void childOfTheMaster_thatIsNoWorker_isNotAccounted() {
    watch.look(at(), List.of(worker(1, 1000), worker(2, 1000)), 90_000);
    watch.look(at(), List.of(worker(1, 1000)), 90_000 + 1000 + 50);

    assertThat(watch.totals()).isEqualTo(new ExitWatch.Totals(1, 50));
  }

  @Test
  void behaviour_ofWorkersThatSharedNothing_isUnknown() {
    assertThat(ExitBehaviour.of(10, 1024, 1)).isEqualTo(ExitBehaviour.UNKNOWN);
    assertThat(ExitBehaviour.of(1000, SHARED, 1)).isEqualTo(ExitBehaviour.UNKNOWN);
  }

  @Test
  void look_thatFallsIntoAnExit_takesNothingFromItsFaults() {
    for (int look = 0; look < 50; look++) {
      watch.look(after(100), List.of(worker(1, 1000), worker(2, 1000)), 500);
    }
    watch.look(after(100), List.of(worker(1, 9000), worker(2, 1000)), 500);

    watch.look(after(100), List.of(worker(2, 1000)), 500 + 10_000);

    assertThat(watch.totals()).isEqualTo(new ExitWatch.Totals(1, 9000));
    assertThat(watch.behaviour()).isEqualTo(ExitBehaviour.NORMAL);
  }

  @Test
  void exit_ofManySeconds_isCountedFromWhereItsFaultsBegan() {
    for (int second = 0; second < 20; second++) {
      watch.look(after(1000), List.of(worker(1, 1000 + 40 * second), worker(2, 1000)), 500);
    }
    for (int second = 1; second <= 5; second++) {
      watch.look(after(1000), List.of(worker(1, 1760 + 1500 * second), worker(2, 1000)), 500);
    }

    watch.look(after(1000), List.of(worker(2, 1000)), 500 + 1760 + 9000);

    assertThat(watch.totals()).isEqualTo(new ExitWatch.Totals(1, 9000));
  }

  @Test
  void exit_intoWhichATickOfTenSecondsFell_isCountedFromTheOneBefore() {
    watch.look(at(), List.of(worker(1, 1400), worker(2, 1000)), 500);
    watch.look(at(), List.of(worker(1, 7000), worker(2, 1000)), 500);

    watch.look(after(3000), List.of(worker(2, 1000)), 500 + 10_400);

    assertThat(watch.totals()).isEqualTo(new ExitWatch.Totals(1, 9000));
  }

  @Test
  void work_thatFaultsAsFastAsEver_isNoExit() {
    for (int second = 0; second < 20; second++) {
      watch.look(after(1000), List.of(worker(1, 1000 + 2000 * second), worker(2, 1000)), 500);
    }

    watch.look(after(2000), List.of(worker(2, 1000)), 500 + 39_000 + 70);

    assertThat(watch.totals()).isEqualTo(new ExitWatch.Totals(1, 70));
    assertThat(watch.behaviour()).isEqualTo(ExitBehaviour.IMMEDIATE);
  }

  private long after(long passedMillis) {
    millis += passedMillis;
    return millis;
  }

  private long at() {
    return after(10_000);
  }

  private static WorkerLook worker(int pid, long faults) {
    return new WorkerLook(new ProcessKey(pid, pid), true, faults, SHARED, 0, SHARED);
  }
}
