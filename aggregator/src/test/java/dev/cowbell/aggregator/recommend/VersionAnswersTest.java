package dev.cowbell.aggregator.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.cowbell.aggregator.experiment.HostSums;
import dev.cowbell.aggregator.savings.ArmPair;
import dev.cowbell.aggregator.savings.Estimate;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class VersionAnswersTest {

  private static final ArmPair ARMS = new ArmPair("default", "frozen", 60);
  private static final double MIB = 1L << 20;
  private static final Verdict USE =
      new Verdict.UsePolicy(
          "default", "frozen", new Estimate(80 * MIB, 70 * MIB, 90 * MIB), "95 %", "gc.freeze()");

  @Test
  void eachVersion_isJudgedByItself() {
    List<VersionAnswer> each =
        VersionAnswers.of(
                ARMS,
                List.of(
                    arm("3.11", "default", 8, 120),
                    arm("3.11", "frozen", 8, 40),
                    arm("3.13", "default", 2, 100),
                    arm("3.13", "frozen", 3, 90),
                    arm("3.13", "disabled", 9, 90)))
            .each();
    assertThat(each)
        .extracting(
            VersionAnswer::version, VersionAnswer::controlHosts, VersionAnswer::treatmentHosts)
        .containsExactly(tuple("3.11", 8, 8), tuple("3.13", 2, 3));
    Estimate avoided = each.getFirst().lossAvoided().orElseThrow();
    assertThat(avoided.bytesPerWorker()).isEqualTo(80 * MIB);
    assertThat(avoided.low()).isBetween(70 * MIB, 80 * MIB);
    assertThat(avoided.high()).isBetween(80 * MIB, 90 * MIB);
    assertThat(each.getFirst().sentence())
        .startsWith("On version 3.11 frozen avoids 80.0 MiB per worker")
        .endsWith("over 8 and 8 hosts, at their own mix of ages.");
    assertThat(each.getLast().lossAvoided()).isEmpty();
    assertThat(each.getLast().sentence())
        .isEqualTo(
            "On version 3.13 alone: too few hosts for any interval: seen 2 and 3 hosts per arm;"
                + " about 4 more hosts per arm.");
  }

  @Test
  void advice_stands_whereVersionsAgreeOrOneIsTooThinToTell() {
    Recommendation judged =
        judged(
            arm("3.11", "default", 8, 120),
            arm("3.11", "frozen", 8, 40),
            arm("3.13", "default", 2, 40),
            arm("3.13", "frozen", 3, 90));
    assertThat(judged.verdict()).isEqualTo(USE);
    assertThat(judged.versions()).hasSize(2);
    assertThat(judged.evidence()).hasSize(3).first().isEqualTo("hosts agree");
  }

  /** The difference may be the upgrade's. */
  @Test
  void armsOnDifferentVersions_areNoComparisonOfPolicies() {
    Recommendation judged = judged(arm("3.11", "default", 8, 120), arm("3.13", "frozen", 8, 40));
    assertThat(judged.verdict())
        .isEqualTo(
            new Verdict.NotEnough(
                "versions of the interpreter that run both arms",
                0,
                1,
                "default ran on 3.11 and frozen on 3.13, so that the difference may be the"
                    + " version's: run both on hosts of one version."));
    assertThat(judged.summary()).startsWith("default ran on 3.11");
    assertThat(judged.evidence())
        .containsExactly(
            "hosts agree",
            "On version 3.11 only default was seen.",
            "On version 3.13 only frozen was seen.");
  }

  /** Over all hosts it saves; those on the old version pay for it. */
  @Test
  void advice_isHeldBack_whereOneVersionIsHarmed() {
    Recommendation judged =
        judged(
            arm("3.11", "default", 20, 120),
            arm("3.11", "frozen", 20, 20),
            arm("3.8", "default", 6, 60),
            arm("3.8", "frozen", 6, 90));
    assertThat(judged.verdict())
        .isInstanceOfSatisfying(
            Verdict.NotEnough.class,
            missing -> {
              assertThat(missing.seen()).isEqualTo(1);
              assertThat(missing.needed()).isEqualTo(2);
              assertThat(missing.detail())
                  .contains("on version 3.8 workers lose more under it than under default");
            });
  }

  @Test
  void unknownVersions_sayNothing() {
    assertThat(judged().verdict()).isEqualTo(USE);
    assertThat(judged(arm("3.11", "default", 8, 120)).verdict()).isEqualTo(USE);
  }

  /** Nothing is advised, so that there is nothing to hold back. */
  @Test
  void otherVerdicts_areKept() {
    var lacking = new Verdict.NotEnough("days", 0, 3, "wait");
    assertThat(
            VersionAnswers.of(
                    ARMS, List.of(arm("3.11", "default", 8, 120), arm("3.13", "frozen", 8, 40)))
                .judged(advice(lacking))
                .verdict())
        .isEqualTo(lacking);
  }

  private static Recommendation judged(VersionAnswers.Arm... found) {
    return VersionAnswers.of(ARMS, List.of(found)).judged(advice(USE));
  }

  private static Recommendation advice(Verdict verdict) {
    return new Recommendation(
        Kind.GC_POLICY,
        verdict,
        "Use frozen.",
        List.of("hosts agree"),
        List.of(),
        OptionalDouble.empty(),
        1,
        false);
  }

  private static VersionAnswers.Arm arm(String version, String arm, int hosts, double mib) {
    double mean = mib * MIB;
    return new VersionAnswers.Arm(
        version,
        arm,
        new HostSums(hosts, hosts * mean, (hosts - 1) * 25 * MIB * MIB + hosts * mean * mean));
  }
}
