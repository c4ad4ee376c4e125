package dev.cowbell.aggregator.limit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How often all workers of a host start at once, which puts their ages in step.
 *
 * @param deployEverySeconds mean time between such starts on a host; infinite where none was seen
 */
public record Rhythm(double deployEverySeconds) {

  /** Workers born within this time of each other started together. */
  private static final double TOGETHER_SECONDS = 120;

  private static final double LONGEST_SECONDS = 7 * 86_400.0;

  /** No deploys: ages fall out of step. */
  public static Rhythm none() {
    return new Rhythm(Double.POSITIVE_INFINITY);
  }

  /** Deploys as often as that. */
  public static Rhythm every(double seconds) {
    return new Rhythm(seconds);
  }

  /**
   * Found in lives: times at which at least half the workers of a host were born together, over the
   * time its births span. A single start in all is the start of the watch and no rhythm.
   */
  public static Rhythm of(List<WorkerLife> lives, double workersPerHost) {
    double spanned = 0;
    int deploys = 0;
    Map<String, List<WorkerLife>> byHost =
        lives.stream()
            .collect(Collectors.groupingBy(WorkerLife::host, TreeMap::new, Collectors.toList()));
    for (List<WorkerLife> host : byHost.values()) {
      List<Double> starts = starts(host, workersPerHost);
      if (starts.size() > 1) {
        deploys += starts.size() - 1;
        spanned += starts.getLast() - starts.getFirst();
      }
    }
    return deploys == 0 ? none() : every(spanned / deploys);
  }

  /** When at least half the workers of one host started together, since the epoch. */
  public static List<Double> starts(List<WorkerLife> host, double workers) {
    double[] births = host.stream().mapToDouble(WorkerLife::bornAtSeconds).sorted().toArray();
    return Births.together(births, TOGETHER_SECONDS, workers / 2);
  }

  /** Whether deploys put ages in step. */
  public boolean inStep() {
    return deployEverySeconds <= LONGEST_SECONDS;
  }
}
