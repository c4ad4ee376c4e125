package dev.cowbell.aggregator.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArmWorkTest {

  @Test
  void arms_areSetSideBySide() {
    ArmWork work = new ArmWork(days(1.6, 2.0), "default", "frozen");
    assertThat(work.sentences(true))
        .containsExactly(
            "Under frozen the CPUs need 1.600 cycles per instruction against 2.000 (standard"
                + " deviations 0.100 and 0.100 over 6 and 6 hosts): +25.0 % of instructions per"
                + " cycle.",
            "On the last whole day 0 hosts under frozen lay more than two standard deviations above"
                + " what is normal for it.",
            "9.00 % of references miss the last-level cache under frozen, 12.00 % under default.",
            "The collector takes 0.50 % (0.32 to 0.68) of workers' time under frozen, 3.00 % (2.56"
                + " to 3.44) under default.",
            "At the same load a host under frozen needs 25.0 % less CPU time; 78 % of that gain is"
                + " instructions per cycle.");
  }

  /** Less CPU time is a gain only where the load is known to be the same. */
  @Test
  void gainsOfHostsThatWereMerelyFound_areNotSplit() {
    assertThat(new ArmWork(days(1.6, 2.0), "default", "frozen").sentences(false))
        .noneMatch(line -> line.contains("that gain"));
  }

  @Test
  void aHostFarAboveNormal_isAnOutlier() {
    List<ArmCounters> days = new ArrayList<>(days(1.6, 2.0));
    days.add(day("slow", "frozen", 0, 2.5, 3));
    assertThat(new ArmWork(days, "default", "frozen").sentences(false).get(1))
        .startsWith("On the last whole day 1 hosts under frozen");
  }

  @Test
  void hostsWithoutCounters_areSaidToBeUnavailable_neverNil() {
    List<ArmCounters> days = new ArrayList<>();
    for (String arm : List.of("default", "frozen")) {
      days.add(
          new ArmCounters(
              "h", arm, 0, 100, 10, 0, 0, 0, new CpiHostDay("h", arm, 0, 0, 0, 0), 0, 0));
    }
    ArmWork work = new ArmWork(days, "default", "frozen");
    assertThat(work.sentences(true))
        .containsExactly(
            "Instructions per cycle: not available; 5 hosts of each arm with 100 samples are needed"
                + " on which nothing else runs and the hardware counts.");
    assertThat(work.missRatio("frozen")).isEmpty();
    assertThat(work.timeShare("frozen")).isEmpty();
  }

  /** Hits cluster: a binomial range would be too narrow. */
  @Test
  void rangeOfTheCollectorsTime_comesFromClusters() {
    ArmWork.TimeShare share =
        new ArmWork(days(1.6, 2.0), "default", "frozen").timeShare("default").orElseThrow();
    assertThat(share.share()).isCloseTo(0.03, within(1e-12));
    double binomial = 1.96 * Math.sqrt(0.03 * 0.97 / 60_000);
    assertThat(share.high() - share.share()).isGreaterThan(2 * binomial);
  }

  private static List<ArmCounters> days(double treated, double control) {
    List<ArmCounters> days = new ArrayList<>();
    for (int host = 0; host < 6; host++) {
      days.add(day("c" + host, "default", 0, control, 12));
      days.add(day("t" + host, "frozen", 0, treated, 9));
    }
    return days;
  }

  private static ArmCounters day(String host, String arm, int ago, double cpi, double misses) {
    boolean treated = arm.equals("frozen");
    return new ArmCounters(
        host,
        arm,
        ago,
        1000,
        treated ? 750_000 : 1_000_000,
        10_000,
        treated ? 50 : 300,
        treated ? 500 : 3000,
        new CpiHostDay(host, arm, ago, 1000, cpi, cpi * cpi + 0.01),
        100,
        misses);
  }
}
