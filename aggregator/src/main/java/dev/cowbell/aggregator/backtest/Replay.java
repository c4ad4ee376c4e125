package dev.cowbell.aggregator.backtest;

import dev.cowbell.aggregator.limit.GrowthLaw;
import dev.cowbell.aggregator.limit.LimitModel;
import dev.cowbell.aggregator.limit.WorkerLife;
import java.util.ArrayList;
import java.util.List;

/**
 * Walks a trace through as it would have gone under a rule. The rule decides anew at the beginning
 * of each of fourteen stretches, on nothing but what it has seen by then under its own limits;
 * until it first says something, each worker may have its even share. Private growth is that of the
 * trace at the same time in the same place; what a young worker loses of its sharing is the trace's
 * mean at its age. The same trace and rule give the same score.
 */
public final class Replay {

  private static final long SEED = 20_260_301;

  private final Trace trace;
  private final Timeline time;
  private final GrowthLaw world;

  /** Of a trace of at least one worker that was read twice. */
  public Replay(Trace trace) {
    this.trace = trace;
    this.time = Timeline.of(trace);
    this.world = LimitModel.of(trace.lives(), trace.tightest().workers()).law();
  }

  /** What the rule would have come to. */
  public Score under(LimitRule rule) {
    List<ReplayedHost> hosts = new ArrayList<>();
    for (int i = 0; i < trace.hosts().size(); i++) {
      hosts.add(new ReplayedHost(trace.hosts().get(i), time, world, SEED + i));
    }
    Tally tally = new Tally(time);
    double limit = trace.tightest().evenShareBytes();
    double[] shares = new double[hosts.size()];
    for (int step = 0; step < time.steps(); step++) {
      if (step > 0 && time.decidesAt(step)) {
        double next = rule.limitBytes(seen(hosts, step)).orElse(limit);
        if (time.counts(step)) {
          tally.limit(limit, next);
        }
        limit = next;
      }
      walk(hosts, step, limit, rule.jitter(), shares, tally);
    }
    return tally.score(rule.name(), limit);
  }

  private void walk(
      List<ReplayedHost> hosts,
      int step,
      double limit,
      double jitter,
      double[] shares,
      Tally tally) {
    for (int i = 0; i < hosts.size(); i++) {
      ReplayedHost host = hosts.get(i);
      ReplayedHost.Step done = host.step(step, limit, jitter);
      shares[i] = Math.max(shares[i], done.sumBytes() / host.budgetBytes());
      if (time.counts(step)) {
        tally.step(host, done);
      }
    }
    if ((step + 1) % time.period() == 0) {
      tally.period(shares, time.counts(step));
      java.util.Arrays.fill(shares, 0);
    }
  }

  private Seen seen(List<ReplayedHost> hosts, int step) {
    List<WorkerLife> lives = hosts.stream().flatMap(host -> host.lives().stream()).toList();
    List<Seen.Hit> hits = hosts.stream().flatMap(host -> host.hits().stream()).toList();
    return new Seen(lives, hits, time.at(step), trace.tightest());
  }
}
