package dev.cowbell.aggregator.wholeday;

import dev.cowbell.aggregator.opportunity.Opportunity;
import dev.cowbell.aggregator.opportunity.Recovered;
import dev.cowbell.aggregator.opportunity.ServiceLoss;
import dev.cowbell.aggregator.recommend.Recommendation;
import dev.cowbell.aggregator.recommend.Verdict;
import dev.cowbell.aggregator.savings.Coefficients;
import dev.cowbell.aggregator.savings.FleetSavings;
import dev.cowbell.aggregator.savings.Savings;
import dev.cowbell.aggregator.savings.ServiceSavings;
import dev.cowbell.aggregator.store.DayDecisions;
import dev.cowbell.aggregator.store.DayEvidence;
import dev.cowbell.aggregator.store.Decisions;
import dev.cowbell.aggregator.store.ServiceDays;
import dev.cowbell.aggregator.store.ServiceOnClass;
import dev.cowbell.aggregator.store.StoredExperiment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One pass over all services that were seen on whole days. Confined to one thread. */
public final class DayPass {

  private final DayEvidence evidence;
  private final long today;
  private final List<Decisions.OfSavings> savings = new ArrayList<>();
  private final List<Decisions.OfRecommendation> advice = new ArrayList<>();
  private final List<ServiceSavings> toAddUp = new ArrayList<>();
  private final List<DayEvidence.Proposed> proposed = new ArrayList<>();
  private final List<StoredExperiment> experiments = new ArrayList<>();
  private final List<DayDecisions.Line> ledger = new ArrayList<>();
  private final List<ServiceLoss> losses = new ArrayList<>();
  private final List<Recovered> recovered = new ArrayList<>();

  private DayPass(DayEvidence evidence, long today) {
    this.evidence = evidence;
    this.today = today;
  }

  /**
   * Decides.
   *
   * @param coefficients what a GiB is worth
   * @param today the day that is not over yet, since 1970-01-01
   */
  public static DayDecisions over(DayEvidence evidence, Coefficients coefficients, long today) {
    DayPass pass = new DayPass(evidence, today);
    evidence.services().forEach(pass::decide);
    return new DayDecisions(
        new Decisions(pass.savings, pass.withOpportunities()),
        FleetSavings.of(pass.toAddUp, coefficients),
        pass.proposed,
        pass.experiments,
        pass.ledger);
  }

  private void decide(ServiceDays about) {
    ExperimentStep experiment = ExperimentStep.of(evidence, about, today);
    experiment.proposed().ifPresent(proposed::add);
    experiment.changed().ifPresent(experiments::add);
    ArmComparisons compared = ArmComparisons.of(evidence, about, experiment, today);
    compared.agreed().ifPresent(experiments::add);
    List<Savings> found = compared.savings();
    found.forEach(
        one -> savings.add(new Decisions.OfSavings(about.about(), one, about.tickCoverage())));
    Recommendation policy = new PolicyStep(evidence, about, compared, today).advice();
    advice.add(new Decisions.OfRecommendation(about.about(), policy, about.tickCoverage()));
    ledger.addAll(LedgerStep.lines(evidence, about, compared, policy, today));
    toAddUp.add(
        new ServiceSavings(
            about.about().service(),
            about.about().hardwareClass(),
            about.scale(),
            found,
            about.sizes(),
            about.tickCoverage()));
    LossToday loss = new LossToday(about, compared);
    loss.loss().ifPresent(losses::add);
    recovered.addAll(loss.recovered());
  }

  /** Losses are ranked against each other, so this comes last. */
  private List<Decisions.OfRecommendation> withOpportunities() {
    Map<ServiceOnClass, Opportunity> opportunities =
        Opportunity.ranked(losses, recovered).stream()
            .collect(
                Collectors.toMap(
                    one -> new ServiceOnClass(one.loss().service(), one.loss().hardwareClass()),
                    Function.identity()));
    return advice.stream().map(row -> told(row, opportunities)).toList();
  }

  private static Decisions.OfRecommendation told(
      Decisions.OfRecommendation row, Map<ServiceOnClass, Opportunity> opportunities) {
    Opportunity opportunity = opportunities.get(row.about());
    return row.recommendation().verdict() instanceof Verdict.NotEnough && opportunity != null
        ? new Decisions.OfRecommendation(
            row.about(), row.recommendation().with(opportunity.sentences()), row.tickCoverage())
        : row;
  }
}
