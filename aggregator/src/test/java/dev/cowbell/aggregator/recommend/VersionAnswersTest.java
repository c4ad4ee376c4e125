package dev.cowbell.aggregator.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.aggregator.experiment.HostSums;
import dev.cowbell.aggregator.savings.ArmPair;
import java.util.List;
import org.junit.jupiter.api.Test;

class VersionEvidenceTest {

  private static final ArmPair ARMS = new ArmPair("default", "frozen", 60);
  private static final double MIB = 1L << 20;

  @Test
  void eachVersion_isJudgedByItself() {
    List<String> told =
        VersionEvidence.sentences(
            ARMS,
            List.of(
                arm("3.11.9", "default", 8, 120),
                arm("3.11.9", "frozen", 8, 40),
                arm("3.13.1", "default", 2, 100),
                arm("3.13.1", "frozen", 3, 90),
                arm("3.13.1", "disabled", 9, 90)));
    assertThat(told).hasSize(2);
    assertThat(told.getFirst())
        .startsWith("On version 3.11.9 frozen avoids 80.0 MiB per worker")
        .endsWith("over 8 and 8 hosts, at their own mix of ages.");
    assertThat(told.getLast())
        .isEqualTo(
            "On version 3.13.1 alone: too few hosts for any interval: seen 2 and 3 hosts per arm;"
                + " about 4 more hosts per arm.");
  }

  /** The difference may be the upgrade's. */
  @Test
  void armsOnDifferentVersions_areNoComparisonOfPolicies() {
    assertThat(
            VersionEvidence.sentences(
                ARMS, List.of(arm("3.11.9", "default", 8, 120), arm("3.13.1", "frozen", 8, 40))))
        .containsExactly(
            "On version 3.11.9 only default was seen.",
            "On version 3.13.1 only frozen was seen.",
            "Some hosts of one arm run a version of the interpreter that no host of the other does:"
                + " part of the difference may be the version's.");
    assertThat(VersionEvidence.sentences(ARMS, List.of())).isEmpty();
  }

  private static VersionEvidence.Arm arm(String version, String arm, int hosts, double mib) {
    double mean = mib * MIB;
    return new VersionEvidence.Arm(
        version,
        arm,
        new HostSums(hosts, hosts * mean, (hosts - 1) * 25 * MIB * MIB + hosts * mean * mean));
  }
}
