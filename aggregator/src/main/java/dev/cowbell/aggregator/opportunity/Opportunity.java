package dev.cowbell.aggregator.opportunity;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What might be had of a loss, unproven.
 *
 * @param rank 1 for the largest loss of all
 * @param of opportunities in all
 */
public record Opportunity(ServiceLoss loss, Prior prior, Proposal proposal, int rank, int of) {

  /** Largest loss first. */
  public static List<Opportunity> ranked(List<ServiceLoss> losses, List<Recovered> measured) {
    Prior prior = Prior.of(measured);
    List<ServiceLoss> largestFirst =
        losses.stream()
            .sorted(
                Comparator.comparingDouble(ServiceLoss::bytes)
                    .reversed()
                    .thenComparing(ServiceLoss::service)
                    .thenComparing(ServiceLoss::hardwareClass))
            .toList();
    return IntStream.range(0, largestFirst.size())
        .mapToObj(
            i ->
                new Opportunity(
                    largestFirst.get(i),
                    prior,
                    Proposal.on(largestFirst.get(i).hosts()),
                    i + 1,
                    largestFirst.size()))
        .toList();
  }

  /** What is lost now: no policy can give back more. */
  public double mostBytes() {
    return loss.bytes();
  }

  /** Likely to be had, at least. */
  public double lowBytes() {
    return prior.low() * mostBytes();
  }

  /** Likely to be had, at most. */
  public double highBytes() {
    return prior.high() * mostBytes();
  }

  /** In words. */
  public List<String> sentences() {
    return List.of(
        "Without an experiment: %d workers on %d hosts lose at most %s of sharing today, number %d of %d such losses by size; between %s and %s of it might be had, going by %s."
            .formatted(
                loss.workers(),
                loss.hosts(),
                gib(mostBytes()),
                rank,
                of,
                gib(lowBytes()),
                gib(highBytes()),
                prior.source()),
        proposal.sentence());
  }

  private static String gib(double bytes) {
    return String.format(Locale.ROOT, "%.2f GiB", bytes / (1L << 30));
  }
}
