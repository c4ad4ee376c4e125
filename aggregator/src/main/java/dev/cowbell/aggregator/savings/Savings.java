package dev.cowbell.aggregator.savings;

import dev.cowbell.aggregator.experiment.AgeStandard;
import dev.cowbell.aggregator.experiment.Effect;
import dev.cowbell.aggregator.rollup.AgeBuckets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a treatment saves against the control, per worker of equal age, within one service and
 * hardware class. Loss avoided and growth added are two figures and never netted: a policy may keep
 * sharing best and cost most.
 *
 * @param lossAvoided sharing loss of the control less that of the treatment
 * @param growthAdded private growth of the treatment less that of the control
 * @param basis what the ranges of both mean
 * @param days what whole days say beyond that; empty while workers of the last day are compared
 */
public record Savings(
    ArmPair arms,
    Estimate lossAvoided,
    Estimate growthAdded,
    Basis basis,
    ArmSize control,
    ArmSize treatment,
    WorkerCoverage coverage,
    boolean simulated,
    Optional<WholeDays> days) {

  /**
   * A reading of an age below this share of the age of comparison says nothing about that age:
   * losses come in steps.
   */
  static final double LEAST_AGE_SHARE = 0.7;

  /** Compares two arms; empty where one of them has no worker that can take part. */
  public static Optional<Savings> between(
      ArmPair arms, List<WorkerEvidence> control, List<WorkerEvidence> treatment) {
    List<WorkerEvidence> usedControl = taking(control, arms.atAgeSeconds());
    List<WorkerEvidence> usedTreatment = taking(treatment, arms.atAgeSeconds());
    if (usedControl.isEmpty() || usedTreatment.isEmpty()) {
      return Optional.empty();
    }
    ArmSize controlSize = ArmSize.of(usedControl);
    ArmSize treatmentSize = ArmSize.of(usedTreatment);
    Basis basis = Basis.of(controlSize, treatmentSize);
    return Optional.of(
        new Savings(
            arms,
            Difference.between(usedControl, usedTreatment, basis, figure(true)),
            Difference.between(usedTreatment, usedControl, basis, figure(false)),
            basis,
            controlSize,
            treatmentSize,
            coverage(arms, control, treatment),
            Stream.concat(usedControl.stream(), usedTreatment.stream())
                .anyMatch(WorkerEvidence::simulated),
            Optional.empty()));
  }

  /**
   * From whole days; the comparison must have intervals. The age is the mean of the mix of ages at
   * which arms were compared.
   */
  public static Savings of(Comparison comparison, ArmDays control, ArmDays treatment) {
    Effect effect = Comparison.interval(comparison.main()).orElseThrow();
    return new Savings(
        comparison.arms().at(meanAge(comparison.main().standard())),
        comparison.avoided(comparison.equalAge(), Figure.LOSS),
        comparison.added(comparison.equalAge(), Figure.GROWTH),
        Basis.of(comparison.main().design(), effect),
        ArmSize.of(effect.hosts().control(), control.size()),
        ArmSize.of(effect.hosts().treatment(), treatment.size()),
        WorkerCoverage.of(effect.hosts(), comparison.main(), control.size(), treatment.size()),
        control.simulated() || treatment.simulated(),
        Optional.of(WholeDays.of(comparison)));
  }

  private static double meanAge(AgeStandard standard) {
    double[] from = AgeBuckets.fromSeconds();
    return standard.weights().entrySet().stream()
        .mapToDouble(age -> age.getValue() * from[age.getKey()])
        .sum();
  }

  /**
   * What remains to be gained per worker when growth is paid for: only for putting treatments in
   * order.
   */
  public double rank() {
    return lossAvoided.bytesPerWorker() - growthAdded.bytesPerWorker();
  }

  private static List<WorkerEvidence> taking(List<WorkerEvidence> workers, double atAge) {
    return workers.stream().filter(worker -> whyNot(worker, atAge).isEmpty()).toList();
  }

  private static WorkerCoverage coverage(
      ArmPair arms, List<WorkerEvidence> control, List<WorkerEvidence> treatment) {
    List<WorkerEvidence> all = Stream.concat(control.stream(), treatment.stream()).toList();
    Map<LeftOut, Long> leftOut =
        all.stream()
            .flatMap(worker -> whyNot(worker, arms.atAgeSeconds()).stream())
            .collect(Collectors.groupingBy(why -> why, Collectors.counting()));
    return new WorkerCoverage(taking(all, arms.atAgeSeconds()).size(), leftOut);
  }

  private static Optional<LeftOut> whyNot(WorkerEvidence worker, double atAge) {
    if (worker.figures().isEmpty()) {
      return Optional.of(LeftOut.NO_FIGURES);
    }
    if (worker.ageSeconds() > atAge) {
      return Optional.of(LeftOut.NOT_READ_WHEN_YOUNG);
    }
    return worker.ageSeconds() < LEAST_AGE_SHARE * atAge
        ? Optional.of(LeftOut.TOO_YOUNG)
        : Optional.empty();
  }

  private static ToDoubleFunction<WorkerEvidence> figure(boolean loss) {
    return worker -> {
      var figures = worker.figures().orElseThrow();
      return loss ? figures.sharingLossBytes() : figures.privateGrowthBytes();
    };
  }
}
