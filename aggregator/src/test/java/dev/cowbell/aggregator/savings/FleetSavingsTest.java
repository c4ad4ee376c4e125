package dev.cowbell.aggregator.savings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cowbell.aggregator.experiment.ArmSums;
import dev.cowbell.aggregator.experiment.HostSums;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FleetSavingsTest {

  private static final double MIB = 1L << 20;
  private static final long GIB = 1L << 30;

  /** 250 MB each, of which 140 were shared before and 225 after; 96 workers a host of 32 GiB. */
  @Test
  void instagram_aQuarterOfEachHost_halfOfItRealised() {
    List<FleetSavings> all =
        FleetSavings.of(
            List.of(service("web", "Sandy Bridge-EP", 110, 25, 20, 96)), Coefficients.NONE);
    FleetSavings fleet = all.getLast();
    assertThat(fleet.service()).isEmpty();
    assertThat(fleet.hardwareClass()).isEmpty();
    for (Total total : fleet.totals().toList()) {
      assertThat(total.footprint().value() / GIB / 20).isCloseTo(7.97, within(0.005));
      assertThat(total.hostsFreed().value()).isCloseTo(20 * 0.249, within(0.02));
      // Of the memory of the hosts on either arm, of which each total is half.
      assertThat(total.shareOfMemory()).isCloseTo(0.249 / 2, within(0.0005));
      assertThat(total.footprint().low()).isLessThan(total.footprint().value());
      assertThat(total.money()).isInstanceOf(Priced.Unavailable.class);
    }
    assertThat(fleet.workerCoverage()).isEqualTo(1);
    assertThat(fleet.tickCoverage()).isCloseTo(0.99, within(1e-9));
  }

  /** Each class saves; workers on the class that loses more are more often treated. */
  @Test
  void classes_areComparedByThemselvesAndThenAddedUp() {
    List<FleetSavings> all =
        FleetSavings.of(
            List.of(service("web", "old", 100, 40, 10, 10), service("web", "new", 20, 10, 30, 10)),
            Coefficients.NONE);
    assertThat(all).hasSize(5);
    assertThat(all.getLast().realised().footprint().value())
        .isCloseTo((60.0 * 10 + 10.0 * 30) * 10 * MIB, within(1.0));
    assertThat(all.getLast().realised().hosts()).isEqualTo(80);
    Range ends = all.get(0).realised().footprint().plus(all.get(1).realised().footprint());
    assertThat(all.getLast().realised().footprint()).isEqualTo(ends);
  }

  @Test
  void whatIsNotCompared_lowersTheCoverage_andAddsNothing() {
    ServiceSavings unknown =
        new ServiceSavings(
            "batch",
            "old",
            new ClassScale("old", 32 * GIB),
            List.of(),
            Map.of("default", new ArmScale(10, 160)),
            1);
    FleetSavings fleet =
        FleetSavings.of(List.of(service("web", "old", 100, 40, 8, 10), unknown), Coefficients.NONE)
            .getLast();
    assertThat(fleet.workerCoverage()).isCloseTo(0.5, within(1e-9));
    assertThat(fleet.remaining().footprint().value()).isCloseTo(60.0 * 80 * MIB, within(1.0));
    assertThat(FleetSavings.of(List.of(), Coefficients.NONE)).isEmpty();
  }

  /** A service on so many hosts of either arm. */
  private static ServiceSavings service(
      String name, String generation, double lost, double lostTreated, int hosts, double workers) {
    ArmDays control = arm("default", lost, hosts, workers);
    ArmDays treatment = arm("frozen", lostTreated, hosts, workers);
    Comparison comparison =
        Comparison.observed(generation, new ArmPair("default", "frozen", 0), control, treatment)
            .orElseThrow();
    return new ServiceSavings(
        name,
        generation,
        new ClassScale(generation, 32 * GIB),
        List.of(Savings.of(comparison, control, treatment)),
        Map.of("default", control.size(), "frozen", treatment.size()),
        0.99);
  }

  private static ArmDays arm(String name, double lostMib, int hosts, double workers) {
    Map<Figure, ArmSums> figures = new EnumMap<>(Figure.class);
    figures.put(Figure.LOSS, sums(hosts, lostMib * MIB, 10 * MIB));
    figures.put(Figure.GROWTH, sums(hosts, 0, MIB));
    figures.put(Figure.FOOTPRINT, sums(hosts, lostMib * MIB, 10 * MIB));
    return new ArmDays(
        name, Map.of(100L, figures), 100, new ArmScale(hosts, hosts * workers), false);
  }

  private static ArmSums sums(int hosts, double mean, double deviation) {
    HostSums sums =
        new HostSums(
            hosts, hosts * mean, (hosts - 1) * deviation * deviation + hosts * mean * mean);
    return new ArmSums(Map.of(30, sums), Map.of(30, (double) hosts), sums);
  }

  @Test
  void aPrediction_thatNobodyFollowed_hasNotComeTrue() {
    ArmDays control = arm("default", 100, 8, 10);
    ArmDays treatment = arm("frozen", 40, 8, 10);
    Savings savings =
        Savings.of(
            Comparison.observed("c", new ArmPair("default", "frozen", 0), control, treatment)
                .orElseThrow(),
            control,
            treatment);
    Prediction prediction =
        Prediction.of(101, savings, savings.days().orElseThrow(), control, treatment);
    assertThat(prediction.by(102, treatment)).isEqualTo(Optional.empty());
    assertThat(prediction.by(102, arm("frozen", 45, 16, 10)).orElseThrow().workers()).isEqualTo(80);
    assertThat(
            prediction
                .by(102, arm("frozen", 45, 16, 10))
                .orElseThrow()
                .footprintAvoided()
                .bytesPerWorker())
        .isCloseTo(55 * MIB, within(1.0));
  }
}
