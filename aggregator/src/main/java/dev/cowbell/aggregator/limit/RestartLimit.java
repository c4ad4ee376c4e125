package dev.cowbell.aggregator.limit;

import java.util.Arrays;
import java.util.Comparator;

/**
 * The largest private memory at which to restart a worker so that a host's workers together stay
 * within its budget, but for a share of host-hours.
 *
 * @param bytes the limit
 * @param jitter share of it by which lives are restarted earlier, drawn evenly
 * @param violationShare share of host-hours above the budget that the law foretells under it
 * @param restartsPerWorkerDay restarts at the limit that it foretells
 * @param peakBytes mean over host-days of what all workers hold together at the worst hour
 */
public record RestartLimit(
    double bytes,
    double jitter,
    double violationShare,
    double restartsPerWorkerDay,
    double peakBytes) {

  private static final double MOST_TIMES_EVEN_SHARE = 8;
  private static final int HALVINGS = 12;
  private static final double[] JITTERS = {0.1, 0.3};

  /** Of the jitters worth trying the one whose largest limit foretells the fewest restarts. */
  public static RestartLimit best(LimitModel model, FleetShape shape) {
    return Arrays.stream(JITTERS)
        .mapToObj(jitter -> of(model, shape, LimitPolicy.DEFAULT.withJitter(jitter)))
        .min(Comparator.comparingDouble(RestartLimit::restartsPerWorkerDay))
        .orElseThrow();
  }

  /**
   * The largest limit of which a fitted law foretells no more violations than the policy allows,
   * less a margin; never below what is safe whatever the law.
   */
  public static RestartLimit of(LimitModel model, FleetShape shape, LimitPolicy policy) {
    Footprint footprint = new Footprint(model, policy, shape);
    double allowed = policy.violationShare() * policy.safety();
    double low = 0;
    double high = MOST_TIMES_EVEN_SHARE * Math.max(1, shape.evenShareBytes());
    if (footprint.under(high).violationShare() <= allowed) {
      low = high;
    }
    for (int i = 0; i < HALVINGS && low < high; i++) {
      double middle = (low + high) / 2;
      if (footprint.under(middle).violationShare() <= allowed) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double bytes = Math.max(shape.alwaysSafeBytes(), low * (1 - margin(model.law())));
    return given(bytes, model, shape, policy);
  }

  /** What the fit would bear if nothing were kept back for what it does not know. */
  public static double boldestBytes(LimitModel model, FleetShape shape, LimitPolicy policy) {
    LimitPolicy bold = new LimitPolicy(policy.violationShare(), 1, policy.jitter());
    return of(model, shape, bold).bytes() / (1 - margin(model.law()));
  }

  /** The smallest limit that restarts a worker at most so often; at most the one given. */
  public static RestartLimit sparing(
      double mostPerWorkerDay, RestartLimit most, LimitModel model, FleetShape shape) {
    LimitPolicy policy = LimitPolicy.DEFAULT.withJitter(most.jitter());
    double low = 0;
    double high = most.bytes();
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (given(middle, model, shape, policy).restartsPerWorkerDay() <= mostPerWorkerDay) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return given(high, model, shape, policy);
  }

  /**
   * The most workers whose host keeps its budget under this limit; none where not even one does.
   */
  public int mostWorkers(LimitModel model, FleetShape shape, int atMost) {
    LimitPolicy policy = LimitPolicy.DEFAULT.withJitter(jitter);
    double cautious = bytes / (1 - margin(model.law()));
    double allowed = policy.violationShare() * policy.safety();
    int low = 0;
    int high = atMost;
    while (low < high) {
      int middle = (low + high + 1) / 2;
      boolean kept =
          given(cautious, model, shape.withWorkers(middle), policy).violationShare() <= allowed;
      low = kept ? middle : low;
      high = kept ? high : middle - 1;
    }
    return low;
  }

  /** What the law foretells of a limit that is given. */
  public static RestartLimit given(
      double bytes, LimitModel model, FleetShape shape, LimitPolicy policy) {
    Footprint.Outlook outlook = new Footprint(model, policy, shape).under(bytes);
    return new RestartLimit(
        bytes,
        policy.jitter(),
        outlook.violationShare(),
        outlook.restartsPerWorkerDay(),
        outlook.peakBytes());
  }

  /**
   * What a fitted law does not know, as a share of the limit: 1 % for what it leaves out (load by
   * the hour, growth in lumps), and more the fewer host-days it rests on, since what hosts have in
   * common on a day is seen once a day: 2.2 % at 14 days of 20 hosts, 5.5 % at 20 host-days, 21 %
   * at one. That on 280 host-days this is enough is what {@code ./cowbell bench decisions}
   * measures.
   */
  static double margin(GrowthLaw law) {
    return 0.01 + 0.2 / Math.sqrt(Math.max(1, law.hostDays()));
  }
}
