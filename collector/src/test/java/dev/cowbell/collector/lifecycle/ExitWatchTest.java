package dev.cowbell.collector.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.family.ProcessKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExitWatchTest {
  private static final long SHARED = 40L * 1024 * 1024;
  private final ExitWatch watch = new ExitWatch(List.of(worker(1, 1000), worker(2, 1000)), 500);

  @Test
  void exit_thatCopiesWhatWasShared_isNormal() {
    watch.look(List.of(worker(2, 1000)), 500 + 1000 + 9000);

    assertThat(watch.behaviour()).isEqualTo(ExitBehaviour.NORMAL);
    assertThat(watch.totals()).isEqualTo(new ExitWatch.Totals(1, 9000));
  }

  @Test
  void exit_thatTouchesNothing_isImmediate() {
    watch.look(List.of(), 500 + 2000 + 70);

    assertThat(watch.behaviour()).isEqualTo(ExitBehaviour.IMMEDIATE);
    assertThat(watch.totals()).isEqualTo(new ExitWatch.Totals(2, 70));
  }

  @Test
  void exit_thatTheMasterWaitsForLater_isAccountedThen() {
    watch.look(List.of(worker(2, 1000)), 500);
    assertThat(watch.totals().exits()).isZero();

    watch.look(List.of(worker(2, 1000)), 500 + 1000 + 9000);

    assertThat(watch.totals()).isEqualTo(new ExitWatch.Totals(1, 9000));
  }

  @Test
  void exit_thatTheMasterNeverWaitsFor_isUnknown() {
    for (int look = 0; look < 10; look++) {
      watch.look(List.of(worker(2, 1000)), 500);
    }

    assertThat(watch.behaviour()).isEqualTo(ExitBehaviour.UNKNOWN);
    assertThat(watch.totals().exits()).isZero();
  }

  @Test
  void childOfTheMaster_thatIsNoWorker_isNotAccounted() {
    watch.look(List.of(worker(1, 1000), worker(2, 1000)), 90_000);
    watch.look(List.of(worker(1, 1000)), 90_000 + 1000 + 50);

    assertThat(watch.totals()).isEqualTo(new ExitWatch.Totals(1, 50));
  }

  @Test
  void behaviour_ofWorkersThatSharedNothing_isUnknown() {
    assertThat(ExitBehaviour.of(10, 1024, 1)).isEqualTo(ExitBehaviour.UNKNOWN);
    assertThat(ExitBehaviour.of(1000, SHARED, 1)).isEqualTo(ExitBehaviour.UNKNOWN);
  }

  private static WorkerLook worker(int pid, long faults) {
    return new WorkerLook(new ProcessKey(pid, pid), true, faults, SHARED, 0, SHARED);
  }
}
