package dev.cowbell.collector.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.family.ProcessKey;
import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TaskTimesTest {
  private static final Set<Integer> FAMILY = Set.of(10, 11);
  private static final Set<Integer> OTHER = Set.of(20, 21);

  private final TaskTimes times = new TaskTimes();

  TaskTimesTest() {
    times.startAnew(keys(10, 11, 20, 21));
  }

  @Test
  void leftAtMillis_isTheEndOfAMember() {
    times.exited(11, 5000);
    times.exited(99, 6000);

    assertThat(times.leftAtMillis(key(11))).hasValue(5000);
    assertThat(times.leftAtMillis(key(99))).isEmpty();
    assertThat(times.leftAtMillis(key(10))).isEmpty();
  }

  @Test
  void isQuiet_untilOneOfThemOrOfTheirChildrenEnds_orARecordIsMissing() {
    times.forked(30, 10);
    times.exited(99, 5000);
    assertThat(times.isQuiet()).isTrue();

    times.exited(30, 5000);
    assertThat(times.isQuiet()).isFalse();

    times.startAnew(keys(10, 11));
    assertThat(times.isQuiet()).isTrue();
    times.exited(11, 6000);
    assertThat(times.isQuiet()).isFalse();

    times.startAnew(keys(10));
    times.lost();
    assertThat(times.isQuiet()).isFalse();
  }

  @Test
  void leftAtMillis_ofAMemberNotYetSeenToBeGone_isKept() {
    times.exited(11, 5000);
    times.startAnew(keys(11));
    assertThat(times.leftAtMillis(key(11))).hasValue(5000);

    times.startAnew(keys(10));
    assertThat(times.leftAtMillis(key(11))).isEmpty();
  }

  @Test
  void passing_countsChildrenOfThatFamilyThatEnded() {
    times.forked(30, 10);
    times.forked(31, 30);
    times.forked(32, 10);
    times.forked(40, 20);
    times.forked(50, 1);
    IntStream.of(30, 31, 40, 50).forEach(pid -> times.exited(pid, 5000));

    assertThat(times.passing(FAMILY)).isEqualTo(Reading.of(2L));
    assertThat(times.passing(OTHER)).isEqualTo(Reading.of(1L));
  }

  @Test
  void passing_leavesOutWhatRanAnotherProgram() {
    times.forked(30, 10);
    times.replacedProgram(30);
    times.exited(30, 5000);

    assertThat(times.passing(FAMILY)).isEqualTo(Reading.of(0L));
  }

  @Test
  void passing_whereRecordsWereLost_isUnavailableForThatInterval() {
    times.lost();
    assertThat(times.passing(FAMILY).isAbsentFor(Reason.IMPLAUSIBLE)).isTrue();

    times.startAnew(keys(10, 11));
    assertThat(times.passing(FAMILY)).isEqualTo(Reading.of(0L));
  }

  @Test
  void passing_ofAStormOfForks_isUnavailableAndBounded() {
    IntStream.range(100, 30_000).forEach(pid -> times.forked(pid, 10));

    assertThat(times.passing(FAMILY).isAbsentFor(Reason.IMPLAUSIBLE)).isTrue();
  }

  @Test
  void passing_ofRecordsThatFormARing_ends() {
    times.forked(30, 10);
    times.forked(31, 30);
    times.forked(30, 31);
    times.exited(30, 5000);

    assertThat(times.passing(FAMILY)).isEqualTo(Reading.of(0L));
  }

  private static Set<ProcessKey> keys(int... pids) {
    return IntStream.of(pids).mapToObj(TaskTimesTest::key).collect(Collectors.toSet());
  }

  private static ProcessKey key(int pid) {
    return new ProcessKey(pid, pid);
  }
}
