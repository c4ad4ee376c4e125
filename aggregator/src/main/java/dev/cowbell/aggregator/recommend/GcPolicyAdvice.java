package dev.cowbell.aggregator.recommend;

import dev.cowbell.aggregator.experiment.Departure;
import dev.cowbell.aggregator.experiment.InsufficientEvidence;
import dev.cowbell.aggregator.savings.ArmAge;
import dev.cowbell.aggregator.savings.ArmSize;
import dev.cowbell.aggregator.savings.HostSaving;
import dev.cowbell.aggregator.savings.HostsNeeded;
import dev.cowbell.aggregator.savings.Savings;
import dev.cowbell.aggregator.savings.WholeDays;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which policy of the collector to use. A treatment is advised when the confidence interval over
 * hosts of the loss it avoids lies above zero and the growth it adds does not eat up that gain;
 * among several the one that leaves most. Everything else is not enough evidence, with what is
 * missing.
 */
public final class GcPolicyAdvice {

  private GcPolicyAdvice() {}

  /**
   * One recommendation for a service on a hardware class, from its arms and the savings between
   * them.
   */
  public static Recommendation of(
      List<ArmAge> arms, List<Savings> savings, Optional<HostScale> scale) {
    Optional<Savings> advised =
        savings.stream()
            .filter(GcPolicyAdvice::stands)
            .max(Comparator.comparingDouble(Savings::rank));
    Optional<Savings> best = savings.stream().max(Comparator.comparingDouble(Savings::rank));
    return advised
        .map(s -> recommendation(s, use(s), useSummary(s), scale))
        .or(() -> best.map(s -> recommendation(s, missing(s), missing(s).detail(), scale)))
        .orElseGet(() -> nothingCompared(arms));
  }

  /**
   * What the last day's readings look like before whole days decide: the same, but nothing is
   * advised. That window moves on with every look, so that sooner or later some look shows a
   * difference that is none.
   */
  public static Recommendation preliminary(
      List<ArmAge> arms, List<Savings> savings, Optional<HostScale> scale) {
    Recommendation found = of(arms, savings, scale);
    if (!(found.verdict() instanceof Verdict.UsePolicy use)) {
      return found;
    }
    var verdict =
        new Verdict.NotEnough(
            "whole days",
            0,
            1,
            "%s looks better than %s: it kept %s more per worker shared on the last day. Whole days (UTC) decide, which hold however often one looks."
                .formatted(
                    use.treatment(),
                    use.control(),
                    Humane.bytes(use.lossAvoided().bytesPerWorker())));
    return found.instead(verdict);
  }

  private static boolean stands(Savings savings) {
    return savings.basis().confidence() && savings.lossAvoided().low() > 0 && paysOff(savings);
  }

  private static boolean paysOff(Savings savings) {
    return savings.growthAdded().bytesPerWorker() <= savings.lossAvoided().bytesPerWorker();
  }

  private static Verdict use(Savings savings) {
    return new Verdict.UsePolicy(
        savings.arms().control(),
        savings.arms().treatment(),
        savings.lossAvoided(),
        savings.basis().text(),
        PolicySnippet.of(savings.arms().treatment()));
  }

  private static String useSummary(Savings savings) {
    return "Use %s instead of %s: it keeps %s more per worker shared."
        .formatted(
            savings.arms().treatment(),
            savings.arms().control(),
            Humane.bytes(savings.lossAvoided().bytesPerWorker()));
  }

  private static Verdict.NotEnough missing(Savings savings) {
    Optional<InsufficientEvidence> lacking = savings.days().flatMap(WholeDays::lacking);
    if (lacking.isPresent()) {
      return LackingWords.of(savings.arms(), lacking.get());
    }
    int seen = Math.min(savings.control().hosts(), savings.treatment().hosts());
    String treatment = savings.arms().treatment();
    String control = savings.arms().control();
    if (!savings.basis().confidence()) {
      return new Verdict.NotEnough(
          "hosts per arm",
          seen,
          HostsNeeded.least(),
          "%s looks best so far, but hosts are the unit of evidence: run %s and %s on at least %d hosts of this hardware class each."
              .formatted(treatment, control, treatment, HostsNeeded.least()));
    }
    if (savings.lossAvoided().bytesPerWorker() <= 0 || !paysOff(savings)) {
      return new Verdict.NotEnough(
          "arms that save memory",
          0,
          1,
          "No arm saves memory against %s: the best, %s, avoids %s of loss and adds %s of growth per worker."
              .formatted(
                  control,
                  treatment,
                  Humane.bytes(savings.lossAvoided().bytesPerWorker()),
                  Humane.bytes(savings.growthAdded().bytesPerWorker())));
    }
    if (savings.days().isPresent()) {
      return new Verdict.NotEnough(
          "arms that save memory",
          0,
          1,
          "%s and %s differ by less than anybody would act on: %s to %s of loss per worker."
              .formatted(
                  control,
                  treatment,
                  Humane.bytes(savings.lossAvoided().low()),
                  Humane.bytes(savings.lossAvoided().high())));
    }
    int needed =
        HostsNeeded.toTellFromZero(
            savings.lossAvoided().bytesPerWorker(),
            HostsNeeded.deviation(savings.lossAvoided(), seen));
    return new Verdict.NotEnough(
        "hosts per arm",
        seen,
        Math.max(seen + 1, needed),
        "%s looks best, but its gain cannot be told from chance on %d hosts per arm: run both arms on about %d."
            .formatted(treatment, seen, Math.max(seen + 1, needed)));
  }

  /** Whole days compared no arms: what is missing for that. */
  public static Recommendation lacking(List<ArmAge> arms, Optional<Verdict.NotEnough> why) {
    return why.map(
            verdict ->
                new Recommendation(
                    Kind.GC_POLICY,
                    verdict,
                    verdict.detail(),
                    List.of(),
                    List.of(),
                    OptionalDouble.empty(),
                    0,
                    false))
        .orElseGet(() -> nothingCompared(arms));
  }

  private static Recommendation nothingCompared(List<ArmAge> arms) {
    long known = arms.stream().filter(ArmAge::isKnown).count();
    Verdict.NotEnough verdict =
        known < 2
            ? new Verdict.NotEnough(
                "arms",
                known,
                2,
                "%s: run part of the workers with another collector policy, or with COWBELL_ARM set, to compare."
                    .formatted(known == 0 ? "No arm is known" : "Only one arm has been seen"))
            : new Verdict.NotEnough(
                "workers of equal age per arm",
                0,
                1,
                "No two arms have workers that were read at the same age: keep measuring.");
    return new Recommendation(
        Kind.GC_POLICY,
        verdict,
        verdict.detail(),
        List.of(),
        List.of(),
        OptionalDouble.empty(),
        0,
        false);
  }

  private static Recommendation recommendation(
      Savings savings, Verdict verdict, String summary, Optional<HostScale> scale) {
    return new Recommendation(
        Kind.GC_POLICY,
        verdict,
        summary,
        evidence(savings, scale),
        wouldChange(savings),
        OptionalDouble.empty(),
        savings.coverage().ratio(),
        savings.simulated());
  }

  private static List<String> evidence(Savings savings, Optional<HostScale> scale) {
    List<String> sentences = new ArrayList<>();
    var loss = savings.lossAvoided();
    var growth = savings.growthAdded();
    sentences.add(
        "At %s of age a worker under %s has lost %s less of what it inherited than under %s (%s to %s; %s)."
            .formatted(
                Humane.seconds(savings.arms().atAgeSeconds()),
                savings.arms().treatment(),
                Humane.bytes(loss.bytesPerWorker()),
                savings.arms().control(),
                Humane.bytes(loss.low()),
                Humane.bytes(loss.high()),
                savings.basis().text()));
    sentences.add(
        "Its private growth differs by %s per worker (%s to %s)."
            .formatted(
                Humane.bytes(growth.bytesPerWorker()),
                Humane.bytes(growth.low()),
                Humane.bytes(growth.high())));
    sentences.add(seen(savings.control(), savings.treatment(), savings.coverage().ratio()));
    savings.days().ifPresent(days -> sentences.add(wholeDays(days)));
    scale.ifPresent(s -> sentences.add(onAHost(loss.bytesPerWorker(), s)));
    return List.copyOf(sentences);
  }

  private static String wholeDays(WholeDays days) {
    String left =
        days.departures().isEmpty()
            ? "no host left the sample"
            : "%d hosts left the sample: %s"
                .formatted(
                    days.departures().size(),
                    days.departures().stream()
                        .collect(
                            Collectors.groupingBy(
                                Departure::reason, TreeMap::new, Collectors.counting())));
    return "At each arm's own mix of ages a worker adds %s less to its family's footprint (%s to %s), at equal ages and worker counts %s (%s to %s); %s."
        .formatted(
            Humane.bytes(days.ownFootprintAvoided().bytesPerWorker()),
            Humane.bytes(days.ownFootprintAvoided().low()),
            Humane.bytes(days.ownFootprintAvoided().high()),
            Humane.bytes(days.footprintAvoided().bytesPerWorker()),
            Humane.bytes(days.footprintAvoided().low()),
            Humane.bytes(days.footprintAvoided().high()),
            left);
  }

  private static List<String> wouldChange(Savings savings) {
    return List.of(
        "A library that undoes the policy of %s, which shows as another arm."
            .formatted(savings.arms().treatment()),
        "An interval of the loss avoided that comes to include zero, or growth that eats it up.");
  }

  private static String seen(ArmSize control, ArmSize treatment, double coverage) {
    return "It rests on %d and %d workers on %d and %d hosts, %s of those seen."
        .formatted(
            control.workers(),
            treatment.workers(),
            control.hosts(),
            treatment.hosts(),
            Humane.percent(coverage));
  }

  private static String onAHost(double bytesPerWorker, HostScale scale) {
    HostSaving saving = HostSaving.of(bytesPerWorker, scale.workersPerHost(), scale.memoryBytes());
    return "On a host with %s workers and %s of memory that is %s, or %s."
        .formatted(
            Humane.number(scale.workersPerHost()),
            Humane.bytes((double) scale.memoryBytes()),
            Humane.bytes(saving.bytes()),
            Humane.percent(saving.shareOfMemory()));
  }
}
