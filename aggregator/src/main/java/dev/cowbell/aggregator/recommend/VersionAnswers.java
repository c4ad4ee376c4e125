package dev.cowbell.aggregator.recommend;

import dev.cowbell.aggregator.experiment.Effect;
import dev.cowbell.aggregator.experiment.Finding;
import dev.cowbell.aggregator.experiment.HostSums;
import dev.cowbell.aggregator.experiment.InsufficientEvidence;
import dev.cowbell.aggregator.experiment.SpendingWelch;
import dev.cowbell.aggregator.savings.ArmPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a policy does on each version of the interpreter by itself: an upgrade may change the
 * answer, and arms on different versions are no comparison of policies.
 */
public final class VersionEvidence {

  private static final int ONE_LOOK = 1;

  private VersionEvidence() {}

  /** Sharing loss per worker of the hosts of one arm on one version. */
  public record Arm(String version, String arm, HostSums loss) {}

  /** One sentence per version, and one where the arms run on different ones. */
  public static List<String> sentences(ArmPair arms, List<Arm> found) {
    Map<String, List<Arm>> byVersion =
        found.stream()
            .filter(one -> one.arm().equals(arms.control()) || one.arm().equals(arms.treatment()))
            .collect(Collectors.groupingBy(Arm::version, TreeMap::new, Collectors.toList()));
    List<String> sentences = new ArrayList<>();
    byVersion.forEach((version, of) -> sentences.add(sentence(arms, version, of)));
    if (byVersion.values().stream().anyMatch(of -> of.size() < 2)) {
      sentences.add(
          "Some hosts of one arm run a version of the interpreter that no host of the other does:"
              + " part of the difference may be the version's.");
    }
    return sentences;
  }

  private static String sentence(ArmPair arms, String version, List<Arm> of) {
    Optional<HostSums> control = of(of, arms.control());
    Optional<HostSums> treatment = of(of, arms.treatment());
    if (control.isEmpty() || treatment.isEmpty()) {
      return "On version %s only %s was seen.".formatted(version, of.getFirst().arm());
    }
    Finding finding = SpendingWelch.DEFAULT.interval(ONE_LOOK, control.get(), treatment.get());
    return switch (finding) {
      case Effect effect ->
          "On version %s %s avoids %s per worker (%s to %s) over %d and %d hosts, at their own mix of ages."
              .formatted(
                  version,
                  arms.treatment(),
                  Humane.bytes(-effect.estimate()),
                  Humane.bytes(-effect.high()),
                  Humane.bytes(-effect.low()),
                  control.get().hosts(),
                  treatment.get().hosts());
      case InsufficientEvidence lacking ->
          "On version %s alone: %s.".formatted(version, lacking.sentence());
    };
  }

  private static Optional<HostSums> of(List<Arm> found, String arm) {
    return found.stream().filter(one -> one.arm().equals(arm)).map(Arm::loss).findFirst();
  }
}
