package dev.cowbell.aggregator.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.aggregator.savings.ArmAge;
import dev.cowbell.aggregator.savings.ArmPair;
import dev.cowbell.aggregator.savings.Savings;
import dev.cowbell.aggregator.savings.WorkerEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GcPolicyAdviceTest {

  private static final double MIB = 1L << 20;
  private static final List<ArmAge> ARMS =
      List.of(new ArmAge("default", 60, 4), new ArmAge("frozen", 60, 4));

  @Test
  void aGainThatHoldsOverHosts_isAdvised_withLinesToPaste() {
    var advice =
        GcPolicyAdvice.of(
            ARMS,
            List.of(savings("frozen", 6, 85, 2), savings("threshold-0", 6, 88, 40)),
            Optional.of(new HostScale(96, 32L << 30)));
    assertThat(advice.verdict())
        .isInstanceOfSatisfying(
            Verdict.UsePolicy.class,
            use -> {
              assertThat(use.treatment()).isEqualTo("frozen");
              assertThat(use.lossAvoided().low()).isPositive();
              assertThat(use.snippet()).contains("gc.freeze()");
            });
    assertThat(advice.summary())
        .isEqualTo("Use frozen instead of default: it keeps 85.0 MiB more per worker shared.");
    assertThat(advice.evidence())
        .contains(
            "On a host with 96.0 workers and 32.0 GiB of memory that is 7.97 GiB, or 24.9 %.");
  }

  /** The window moves on, so that some look shows a difference that is none. */
  @Test
  void aGainOfTheLastDay_isShownAndNotAdvised() {
    var advice =
        GcPolicyAdvice.preliminary(
            ARMS, List.of(savings("frozen", 6, 85, 2)), Optional.of(new HostScale(96, 32L << 30)));
    assertThat(advice.verdict())
        .isInstanceOfSatisfying(
            Verdict.NotEnough.class,
            missing -> {
              assertThat(missing.unit()).isEqualTo("whole days");
              assertThat(missing.detail())
                  .startsWith("frozen looks better than default: it kept 85.0 MiB more");
            });
    assertThat(advice.evidence())
        .contains(
            "On a host with 96.0 workers and 32.0 GiB of memory that is 7.97 GiB, or 24.9 %.");
  }

  @Test
  void fewHosts_areNotEnough_andSayWhatIs() {
    var advice = GcPolicyAdvice.of(ARMS, List.of(savings("frozen", 1, 85, 2)), Optional.empty());
    assertThat(advice.verdict())
        .isInstanceOfSatisfying(
            Verdict.NotEnough.class,
            missing -> {
              assertThat(missing.unit()).isEqualTo("hosts per arm");
              assertThat(missing.seen()).isEqualTo(1);
              assertThat(missing.needed()).isEqualTo(4);
              assertThat(missing.detail())
                  .isEqualTo(
                      "frozen looks best so far, but hosts are the unit of evidence: run default and frozen on at least 4 hosts of this hardware class each.");
            });
  }

  @Test
  void aGainThatGrowthEatsUp_isNotAdvised() {
    var advice =
        GcPolicyAdvice.of(ARMS, List.of(savings("threshold-0", 6, 20, 40)), Optional.empty());
    assertThat(advice.verdict())
        .isInstanceOfSatisfying(
            Verdict.NotEnough.class,
            missing -> assertThat(missing.unit()).isEqualTo("arms that save memory"));
  }

  @Test
  void aGainThatMayBeChance_asksForMoreHosts() {
    var advice = GcPolicyAdvice.of(ARMS, List.of(savings("frozen", 5, 3, 0)), Optional.empty());
    assertThat(advice.verdict())
        .isInstanceOfSatisfying(
            Verdict.NotEnough.class,
            missing -> {
              assertThat(missing.unit()).isEqualTo("hosts per arm");
              assertThat(missing.seen()).isEqualTo(5);
              assertThat(missing.needed()).isGreaterThan(5);
            });
  }

  @Test
  void oneArm_isNothingToCompare() {
    var advice =
        GcPolicyAdvice.of(
            List.of(new ArmAge("default", 60, 4), new ArmAge("unknown", 60, 9)),
            List.of(),
            Optional.empty());
    assertThat(advice.verdict())
        .isInstanceOfSatisfying(
            Verdict.NotEnough.class,
            missing -> {
              assertThat(missing.unit()).isEqualTo("arms");
              assertThat(missing.seen()).isEqualTo(1);
              assertThat(missing.needed()).isEqualTo(2);
            });
  }

  @Test
  void frozenWithThreshold_freezesInTheParent_andSetsTheThresholdInTheChild() {
    assertThat(PolicySnippet.of("frozen+threshold-50000+exit-immediate"))
        .isEqualTo(
            """
            # uWSGI (master = true, no lazy-apps): at the end of the module that makes the application
            import gc
            gc.collect()
            gc.freeze()
            from uwsgidecorators import postfork
            @postfork
            def in_worker():
                gc.set_threshold(50000, 10, 10)

            # gunicorn: in gunicorn.conf.py
            import gc
            preload_app = True
            def when_ready(server):
                gc.collect()
                gc.freeze()
            def post_fork(server, worker):
                gc.set_threshold(50000, 10, 10)

            # a server of your own: around os.fork()
            import gc
            gc.collect()
            gc.freeze()
            pid = os.fork()
            if pid == 0:
                gc.set_threshold(50000, 10, 10)
            """);
  }

  /** The lines were tried on real servers. */
  @Test
  void workersNotKnownToLeaveAtOnce_getTheRemedy() {
    assertThat(PolicySnippet.of("frozen"))
        .contains("skip-atexit-teardown = true", "def worker_exit(server, worker):", "os._exit(0)");
    assertThat(PolicySnippet.of("frozen+exit-immediate")).doesNotContain("_exit(");
  }

  @Test
  void anArmOfOnesOwn_hasNoLinesOfOurs() {
    assertThat(PolicySnippet.of("blue")).contains("a name of your own").doesNotContain("import");
  }

  private static Savings savings(String treatment, int hosts, double lossMib, double growthMib) {
    return Savings.between(
            new ArmPair("default", treatment, 60),
            arm("c", hosts, 100, 0),
            arm("t", hosts, 100 - lossMib, growthMib))
        .orElseThrow();
  }

  /** Hosts that differ by a few MiB. */
  private static List<WorkerEvidence> arm(
      String prefix, int hosts, double lossMib, double growthMib) {
    List<WorkerEvidence> workers = new ArrayList<>();
    for (int host = 0; host < hosts; host++) {
      double offset = 2 * (host - (hosts - 1) / 2.0);
      workers.add(
          new WorkerEvidence(
              prefix + host,
              "f",
              60,
              Optional.of(new WorkerEvidence.Figures((lossMib + offset) * MIB, growthMib * MIB)),
              false));
    }
    return workers;
  }
}
