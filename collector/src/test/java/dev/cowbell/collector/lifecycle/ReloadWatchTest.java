package dev.cowbell.collector.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.family.ProcessKey;
import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReloadWatchTest {
  private static final long MIB = 1024 * 1024;
  private static final ExitWatch.Totals NO_EXITS = new ExitWatch.Totals(0, 0);
  private static final ExitWatch.Totals ALL_EXITS = new ExitWatch.Totals(3, 300);

  private final TaskTimes times = new TaskTimes();
  private final ReloadWatch watch =
      new ReloadWatch(Duration.ofSeconds(10), look(0, workers(1, 2, 3)));

  @Test
  void reload_ofAProgramThatIsReplaced_isTimedFromTheFirstWorkerLeavingToTheLastOneReady() {
    watch.look(look(20, workers(1, 2, 3)));
    watch.look(look(21, workers(3)));
    watch.look(look(22, List.of()));
    watch.look(look(23, List.of(), ReloadWay.REPLACED_PROGRAM));
    watch.look(look(26, idle(4, 5, 6)));

    Reload reload = watch.look(look(28, workers(4, 5, 6))).orElseThrow();

    assertThat(reload.way()).isEqualTo(ReloadWay.REPLACED_PROGRAM);
    assertThat(reload.beganAtMillis()).isEqualTo(21_000);
    assertThat(reload.resolution()).isEqualTo(Duration.ofSeconds(1));
    assertThat(reload.workersBefore()).isEqualTo(3);
    assertThat(reload.workersAfter()).isEqualTo(3);
    assertThat(reload.backAfter()).isEqualTo(Reading.of(Duration.ofSeconds(5)));
    assertThat(reload.readyAfter()).isEqualTo(Reading.of(Duration.ofSeconds(7)));
    assertThat(watch.isUnderWay()).isFalse();
  }

  @Test
  void reload_whoseFirstExitTheKernelRecorded_beginsAtThatMoment() {
    times.startAnew(Set.of(new ProcessKey(1, 1), new ProcessKey(2, 2), new ProcessKey(3, 3)));
    times.exited(2, 20_456);
    times.exited(1, 20_123);
    watch.look(look(21, workers(3)));

    Reload reload = watch.look(look(28, workers(4, 5, 6))).orElseThrow();

    assertThat(reload.beganAtMillis()).isEqualTo(20_123);
    assertThat(reload.resolution()).isEqualTo(Duration.ZERO);
    assertThat(reload.readyAfter()).isEqualTo(Reading.of(Duration.ofMillis(7877)));
  }

  @Test
  void reload_whereTheNewWorkersAreForkedFirst_countsOnlyTheOldOnesAsOld() {
    watch.look(look(20, workers(1, 2, 3)));
    watch.look(look(21, workers(1, 2, 3, 4, 5, 6)));

    Reload reload = watch.look(look(22, workers(4, 5, 6))).orElseThrow();

    assertThat(reload.way()).isEqualTo(ReloadWay.SAME_MASTER);
    assertThat(reload.workersBefore()).isEqualTo(3);
    assertThat(reload.readyAfter()).isEqualTo(Reading.of(Duration.ZERO));
  }

  @Test
  void reload_byANewMaster_takesNoTimeWhereItsWorkersWereReadyBeforeTheOldOnesLeft() {
    watch.look(look(20, workers(1, 2, 3, 4, 5, 6), ReloadWay.NEW_MASTER));
    assertThat(watch.isSuspected()).isTrue();
    assertThat(watch.look(look(50, workers(1, 2, 3, 4, 5, 6)))).isEmpty();

    Reload reload = watch.look(look(51, workers(4, 5, 6))).orElseThrow();

    assertThat(reload.way()).isEqualTo(ReloadWay.NEW_MASTER);
    assertThat(reload.beganAtMillis()).isEqualTo(51_000);
    assertThat(reload.readyAfter()).isEqualTo(Reading.of(Duration.ZERO));
  }

  @Test
  void reload_byANewMasterThatThenRunsItsProgram_isByANewMaster() {
    watch.look(look(20, workers(1, 2, 3), ReloadWay.NEW_MASTER));
    watch.look(look(21, workers(1, 2, 3, 4, 5, 6), ReloadWay.REPLACED_PROGRAM));

    Reload reload = watch.look(look(22, workers(4, 5, 6))).orElseThrow();

    assertThat(reload.way()).isEqualTo(ReloadWay.NEW_MASTER);
  }

  @Test
  void reload_someTimeAfterAWorkerWasRecycled_beginsWithItsOwnFirstExit() {
    watch.look(look(20, workers(1, 2, 3)));
    watch.look(look(30, workers(1, 2, 4)));
    watch.look(look(40, workers(1, 2, 4)));
    assertThat(watch.isUnderWay()).isTrue();
    watch.look(look(45, workers(1, 2, 4)));
    assertThat(watch.isUnderWay()).isFalse();
    watch.look(look(50, workers(1, 4)));

    Reload reload = watch.look(look(52, workers(5, 6, 7))).orElseThrow();

    assertThat(reload.beganAtMillis()).isEqualTo(50_000);
    assertThat(reload.workersBefore()).isEqualTo(3);
    assertThat(reload.readyAfter()).isEqualTo(Reading.of(Duration.ofSeconds(2)));
  }

  @Test
  void reload_thatRollsAndLoadsInBetween_isOne() {
    watch.look(look(20, workers(1, 2, 3)));
    watch.look(look(30, with(loading(4), 1, 2)));
    watch.look(look(60, with(loading(4, 5), 2)));

    Reload reload = watch.look(look(95, loading(4, 5, 6))).orElseThrow();

    assertThat(reload.beganAtMillis()).isEqualTo(30_000);
    assertThat(reload.backAfter()).isEqualTo(Reading.of(Duration.ofSeconds(65)));
  }

  @Test
  void reload_thatBeginsAndEndsBetweenTwoLooks_isSuspectedAfterwards() {
    watch.look(look(20, workers(1, 2, 3)));

    Optional<Reload> reload = watch.look(look(30, workers(4, 5, 6)));

    assertThat(reload).isPresent();
    assertThat(watch.isSuspected()).isTrue();
    watch.look(look(31, workers(4, 5, 6)));
    assertThat(watch.isSuspected()).isFalse();
  }

  @Test
  void aWorker_thatIsRecycled_isNoReload() {
    watch.look(look(20, workers(1, 2)));
    watch.look(look(21, workers(1, 2, 4)));
    assertThat(watch.isSuspected()).isFalse();

    Optional<Reload> later = watch.look(look(90, workers(1, 2, 4)));

    assertThat(later).isEmpty();
    assertThat(watch.isUnderWay()).isFalse();
  }

  @Test
  void theOnlyWorker_thatIsReplacedByTheSameMaster_isNoReload() {
    ReloadWatch one = new ReloadWatch(Duration.ofSeconds(10), look(0, workers(1)));
    one.look(look(20, List.of()));

    assertThat(one.look(look(21, workers(4)))).isEmpty();
    assertThat(one.isUnderWay()).isFalse();
  }

  @Test
  void reload_whoseWorkersStayIdle_isReportedWithoutReadiness() {
    watch.look(look(20, idle(4, 5, 6)));

    Reload reload = watch.look(look(81, idle(4, 5, 6))).orElseThrow();

    assertThat(reload.backAfter()).isEqualTo(Reading.of(Duration.ZERO));
    assertThat(reload.readyAfter().isAbsentFor(Reason.NOT_YET_READ)).isTrue();
  }

  @Test
  void reload_whoseWorkersDoNotComeBack_isReportedAfterPatience() {
    watch.look(look(20, List.of()));
    assertThat(watch.look(look(100, workers(4)))).isEmpty();

    Reload reload = watch.look(look(320, workers(4))).orElseThrow();

    assertThat(reload.workersAfter()).isEqualTo(1);
    assertThat(reload.backAfter().isAbsentFor(Reason.NOT_YET_READ)).isTrue();
  }

  @Test
  void readiness_whereTheApplicationIsLoadedAfterTheFork_isUnavailable() {
    watch.look(look(20, List.of()));

    Reload reload = watch.look(look(25, loading(4, 5, 6))).orElseThrow();

    assertThat(reload.readyAfter().isAbsentFor(Reason.NOT_SUPPORTED)).isTrue();
    assertThat(reload.backAfter()).isEqualTo(Reading.of(Duration.ofSeconds(5)));
  }

  @Test
  void extremes_areThoseOfTheLooksInBetween() {
    watch.look(
        new FamilyLook(
            20_000,
            List.of(),
            ReloadWay.SAME_MASTER,
            NO_EXITS,
            times,
            Reading.of(500 * MIB),
            Reading.of(700 * MIB)));

    Reload reload = watch.look(look(25, workers(4, 5, 6))).orElseThrow();

    assertThat(reload.extremes().footprintBeforeBytes()).isEqualTo(Reading.of(100 * MIB));
    assertThat(reload.extremes().footprintPeakBytes()).isEqualTo(Reading.of(500 * MIB));
    assertThat(reload.extremes().availableLowestBytes()).isEqualTo(Reading.of(700 * MIB));
  }

  @Test
  void leavingFaults_areThoseOfAllOldWorkers_orNone() {
    watch.look(look(20, List.of(), 2, 1000));
    Reload partly = watch.look(look(25, workers(4, 5, 6), 2, 1000)).orElseThrow();
    watch.look(look(40, List.of(), 5, 31_000));
    Reload fully = watch.look(look(45, workers(7, 8, 9), 5, 31_000)).orElseThrow();

    assertThat(partly.leavingFaults().isAbsentFor(Reason.PROCESS_EXITED)).isTrue();
    assertThat(fully.leavingFaults()).isEqualTo(Reading.of(30_000L));
  }

  private FamilyLook look(long seconds, List<WorkerLook> workers) {
    return look(seconds, workers, ReloadWay.SAME_MASTER);
  }

  private FamilyLook look(long seconds, List<WorkerLook> workers, ReloadWay way) {
    return new FamilyLook(
        seconds * 1000,
        workers,
        way,
        workers.stream().anyMatch(w -> w.key().pid() <= 3) ? NO_EXITS : ALL_EXITS,
        times,
        Reading.of(100 * MIB),
        Reading.of(1000 * MIB));
  }

  private FamilyLook look(long seconds, List<WorkerLook> workers, long exits, long faults) {
    return new FamilyLook(
        seconds * 1000,
        workers,
        ReloadWay.SAME_MASTER,
        new ExitWatch.Totals(exits, faults),
        times,
        Reading.of(100 * MIB),
        Reading.of(1000 * MIB));
  }

  /** Workers that load the application after the fork. */
  private static List<WorkerLook> loading(int... pids) {
    return IntStream.of(pids)
        .mapToObj(pid -> new WorkerLook(new ProcessKey(pid, pid), true, 0, 0, 30 * MIB, 10 * MIB))
        .toList();
  }

  private static List<WorkerLook> with(List<WorkerLook> others, int... pids) {
    return Stream.concat(workers(pids).stream(), others.stream()).toList();
  }

  private static List<WorkerLook> workers(int... pids) {
    return workers(true, pids);
  }

  private static List<WorkerLook> idle(int... pids) {
    return workers(false, pids);
  }

  private static List<WorkerLook> workers(boolean haveUsedCpu, int... pids) {
    List<WorkerLook> workers = new ArrayList<>();
    for (int pid : pids) {
      workers.add(new WorkerLook(new ProcessKey(pid, pid), haveUsedCpu, 0, 0, 0, 30 * MIB));
    }
    return workers;
  }
}
