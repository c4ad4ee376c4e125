package dev.cowbell.aggregator.recommend;

import dev.cowbell.aggregator.limit.Settled;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * How much memory to ask Kubernetes for: the greatest charge that nineteen of twenty families
 * reached, and a tenth on top. The charge is the anonymous memory of the family's own cgroup: what
 * the kernel counts against the limit and cannot drop before it kills.
 */
final class RequestAdvice {

  private static final double MARGIN = 0.1;
  private static final double LARGEST = 0.25;
  private static final double ALMOST_ALL = 0.95;
  private static final long LEAST_READINGS = 100;
  private static final long BYTES_PER_MIB = 1L << 20;

  private RequestAdvice() {}

  static Recommendation of(ThresholdEvidence evidence) {
    List<FamilyCharge> charges = evidence.charges();
    long readings = charges.stream().mapToLong(FamilyCharge::readings).sum();
    if (readings < LEAST_READINGS) {
      String detail =
          charges.isEmpty()
              ? "No family of this service has a cgroup of its own: run it in a container or a systemd service to have its charge measured."
              : "The charge of %d cgroups was read %d times; %d are needed."
                  .formatted(charges.size(), readings, LEAST_READINGS);
      return recommendation(
          new Verdict.NotEnough("readings of a cgroup's charge", readings, LEAST_READINGS, detail),
          OptionalDouble.empty(),
          detail,
          List.of(),
          evidence);
    }
    double median = quantile(charges, 0.5, FamilyCharge::medianBytes);
    double greatest = quantile(charges, ALMOST_ALL, FamilyCharge::greatestBytes);
    double found = greatest * (1 + MARGIN);
    Settled stands = evidence.settled(Kind.MEMORY_REQUEST, found);
    long bytes = wholeMib(stands.value());
    return recommendation(
        new Verdict.SetRequest(
            bytes,
            wholeMib(Math.min((double) bytes, median)),
            wholeMib(Math.max((double) bytes, greatest * (1 + LARGEST))),
            snippet(bytes)),
        OptionalDouble.of(stands.sinceSeconds()),
        "Ask for %s of memory per family.".formatted(Humane.bytes((double) bytes)),
        List.of(
            "%d cgroups were read %d times: in the median they were charged %s, and nineteen of twenty never more than %s."
                .formatted(charges.size(), readings, Humane.bytes(median), Humane.bytes(greatest)),
            "A tenth is added for what page tables, sockets and a worse day take."),
        evidence);
  }

  private static Recommendation recommendation(
      Verdict verdict,
      OptionalDouble since,
      String summary,
      List<String> because,
      ThresholdEvidence evidence) {
    return new Recommendation(
        Kind.MEMORY_REQUEST,
        verdict,
        summary,
        because,
        List.of(
            "Another number of workers per pod, another restart limit, or charges that differ by more than 3 % upwards."),
        since,
        evidence.coverage(),
        evidence.simulated());
  }

  private static double quantile(
      List<FamilyCharge> charges, double share, ToDoubleFunction<FamilyCharge> figure) {
    return Quantile.of(charges.stream().mapToDouble(figure).toArray(), share);
  }

  private static long wholeMib(double bytes) {
    return (long) Math.ceil(bytes / BYTES_PER_MIB) * BYTES_PER_MIB;
  }

  private static String snippet(long bytes) {
    return """
    # Kubernetes: the same as limit, because memory that was asked for and is not there is taken by killing
    resources:
      requests:
        memory: %1$dMi
      limits:
        memory: %1$dMi
    """
        .formatted(bytes / BYTES_PER_MIB);
  }
}
