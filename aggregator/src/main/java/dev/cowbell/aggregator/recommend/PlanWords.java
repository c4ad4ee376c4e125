package dev.cowbell.aggregator.recommend;

import dev.cowbell.aggregator.limit.GrowthLaw;
import dev.cowbell.aggregator.limit.LimitPolicy;
import java.util.List;

/** What a plan rests on and what would change it, in sentences. */
record PlanWords(Plan plan, Boundness bound, int hosts) {

  private static final double HOUR = 3600;

  List<String> evidence() {
    GrowthLaw law = plan.model().law();
    return List.of(
        "Of %d hosts the tightest has %s for its %d workers together, with %s of memory kept free and all else on it as it is now; the limit is meant to exceed that in at most %s of host-hours."
            .formatted(
                hosts,
                Humane.bytes(plan.shape().budgetBytes()),
                plan.shape().workers(),
                Humane.percent(WorkerBudget.HEADROOM),
                Humane.percent(LimitPolicy.DEFAULT.violationShare())),
        "In %d lives on %d host-days workers hold %s of private memory after an hour of average load and grow by %s in each further hour; their pace varies by a factor of %s between workers and %s between host-days."
            .formatted(
                law.lives(),
                law.hostDays(),
                Humane.bytes(law.meanPrivateBytes(HOUR)),
                Humane.bytes(hourlyGrowth(law)),
                Humane.number(Math.exp(law.paceSpread())),
                Humane.number(Math.exp(law.sharedPaceSpread()))),
        rhythm(),
        "Under the limit a worker is restarted %s times a day, and all of them hold %s at the worst hour of a typical day."
            .formatted(
                Humane.number(plan.limit().restartsPerWorkerDay()),
                Humane.bytes(plan.limit().peakBytes())),
        bound.sentence());
  }

  List<String> wouldChange() {
    return List.of(
        "More than %s of anything else on the tightest host, or other than %d workers on it."
            .formatted(Humane.bytes(0.03 * plan.shape().budgetBytes()), plan.shape().workers()),
        "A limit found to be 3 % lower or 7 % higher than the one that stands: a tenth less is advised at once, anything else at most once a week, and at most a quarter more.",
        plan.model().rhythm().inStep()
            ? "Deploys that are spread over hours, so that workers do not start together."
            : "Deploys that start all workers together more often than once a week.");
  }

  private static double hourlyGrowth(GrowthLaw law) {
    double until = Math.max(2 * HOUR, law.oldestSeconds());
    return (law.meanPrivateBytes(until) - law.meanPrivateBytes(HOUR)) / (until / HOUR - 1);
  }

  private String rhythm() {
    String leaving =
        plan.shape().leavingBytes() > 0
            ? " A worker that leaves is taken to copy the %s it still shares while it tears itself down; os._exit would spare that."
                .formatted(Humane.bytes(plan.shape().leavingBytes()))
            : "";
    return plan.model().rhythm().inStep()
        ? "All workers of a host start together every %s, so that their ages are in step.%s"
            .formatted(Humane.seconds(plan.model().rhythm().deployEverySeconds()), leaving)
        : "Workers of a host were not seen to start together more than once, so that their ages are taken to be mixed.%s"
            .formatted(leaving);
  }
}
