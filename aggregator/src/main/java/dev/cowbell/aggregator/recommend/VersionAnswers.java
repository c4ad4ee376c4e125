package dev.cowbell.aggregator.recommend;

import dev.cowbell.aggregator.experiment.Effect;
import dev.cowbell.aggregator.experiment.Finding;
import dev.cowbell.aggregator.experiment.HostSums;
import dev.cowbell.aggregator.experiment.InsufficientEvidence;
import dev.cowbell.aggregator.experiment.SpendingWelch;
import dev.cowbell.aggregator.savings.ArmPair;
import dev.cowbell.aggregator.savings.Estimate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * What a policy does on each version of the interpreter by itself: an upgrade may change the
 * answer, and arms on different versions are no comparison of policies.
 *
 * @param arms what is compared
 * @param each one per version on which either arm was seen
 */
public record VersionAnswers(ArmPair arms, List<VersionAnswer> each) {

  private static final int ONE_LOOK = 1;

  public VersionAnswers {
    each = List.copyOf(each);
  }

  /** Sharing loss per worker of the hosts of one arm on one version. */
  public record Arm(String version, String arm, HostSums loss) {}

  /** From what was found of all arms. */
  public static VersionAnswers of(ArmPair arms, List<Arm> found) {
    Map<String, List<Arm>> byVersion =
        found.stream()
            .filter(one -> one.arm().equals(arms.control()) || one.arm().equals(arms.treatment()))
            .collect(Collectors.groupingBy(Arm::version, TreeMap::new, Collectors.toList()));
    return new VersionAnswers(
        arms,
        byVersion.entrySet().stream()
            .map(version -> answer(arms, version.getKey(), version.getValue()))
            .toList());
  }

  /**
   * Advice with what each version says. Where it says to use a policy although no version runs both
   * arms, or although a version is harmed by it, that is not enough evidence.
   */
  public Recommendation judged(Recommendation advice) {
    Recommendation told = advice.onVersions(each);
    return advice.verdict() instanceof Verdict.UsePolicy
        ? objection().map(told::instead).orElse(told)
        : told;
  }

  private Optional<Verdict.NotEnough> objection() {
    boolean bothKnown =
        each.stream().anyMatch(one -> one.controlHosts() > 0)
            && each.stream().anyMatch(one -> one.treatmentHosts() > 0);
    if (bothKnown && each.stream().noneMatch(VersionAnswer::isCompared)) {
      return Optional.of(
          new Verdict.NotEnough(
              "versions of the interpreter that run both arms",
              0,
              1,
              "%s ran on %s and %s on %s, so that the difference may be the version's: run both on hosts of one version."
                  .formatted(
                      arms.control(),
                      versions(VersionAnswer::controlHosts),
                      arms.treatment(),
                      versions(VersionAnswer::treatmentHosts))));
    }
    String harmed =
        each.stream()
            .filter(VersionAnswer::isHarmed)
            .map(VersionAnswer::version)
            .collect(Collectors.joining(", "));
    return harmed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Verdict.NotEnough(
                "versions of the interpreter that agree",
                each.stream().filter(one -> !one.isHarmed()).count(),
                each.size(),
                "%s saves memory over all, but on version %s workers lose more under it than under %s: keep %s there, and give the other versions a service name of their own to have them advised."
                    .formatted(arms.treatment(), harmed, arms.control(), arms.control())));
  }

  private String versions(ToIntFunction<VersionAnswer> hosts) {
    return each.stream()
        .filter(one -> hosts.applyAsInt(one) > 0)
        .map(VersionAnswer::version)
        .collect(Collectors.joining(", "));
  }

  private static VersionAnswer answer(ArmPair arms, String version, List<Arm> of) {
    HostSums control = of(of, arms.control());
    HostSums treatment = of(of, arms.treatment());
    if (control.hosts() == 0 || treatment.hosts() == 0) {
      return new VersionAnswer(
          version,
          control.hosts(),
          treatment.hosts(),
          Optional.empty(),
          "On version %s only %s was seen.".formatted(version, of.getFirst().arm()));
    }
    Finding finding = SpendingWelch.DEFAULT.interval(ONE_LOOK, control, treatment);
    return switch (finding) {
      case Effect effect -> {
        Estimate loss = new Estimate(-effect.estimate(), -effect.high(), -effect.low());
        yield new VersionAnswer(
            version,
            control.hosts(),
            treatment.hosts(),
            Optional.of(loss),
            "On version %s %s avoids %s per worker (%s to %s) over %d and %d hosts, at their own mix of ages."
                .formatted(
                    version,
                    arms.treatment(),
                    Humane.bytes(loss.bytesPerWorker()),
                    Humane.bytes(loss.low()),
                    Humane.bytes(loss.high()),
                    control.hosts(),
                    treatment.hosts()));
      }
      case InsufficientEvidence lacking ->
          new VersionAnswer(
              version,
              control.hosts(),
              treatment.hosts(),
              Optional.empty(),
              "On version %s alone: %s.".formatted(version, lacking.sentence()));
    };
  }

  private static HostSums of(List<Arm> found, String arm) {
    return found.stream()
        .filter(one -> one.arm().equals(arm))
        .map(Arm::loss)
        .findFirst()
        .orElse(new HostSums(0, 0, 0));
  }
}
