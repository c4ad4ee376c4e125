package dev.cowbell.aggregator.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cowbell.aggregator.limit.Lives;
import dev.cowbell.aggregator.limit.Settled;
import dev.cowbell.aggregator.limit.WorkerLife;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ThresholdAdviceTest {

  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;
  private static final double NOW = 10 * 86_400.0;
  private static final List<WorkerLife> LIVES = lives();

  @Test
  void theLimit_isForTheTightestHost_andAboveItsEvenShare() {
    var limit = limit(evidence(hosts(16), LIVES, load(0.5, 0.3)));
    // (0.9 x 32 - (32 - 20 - 4) - 0.5) / 16 GiB = 1.27 GiB when all stand at it at once.
    double evenShare = (28.8 - 8 - 0.5) / 16 * GIB;
    assertThat(limit.lowerBytes()).isLessThanOrEqualTo((long) evenShare);
    assertThat(limit.upperBytes()).isGreaterThanOrEqualTo(limit.ussLimitBytes());
    assertThat(limit.rssLimitBytes()).isEqualTo(limit.ussLimitBytes() + 20 * MIB);
    assertThat(limit.jitter()).isPositive();
    assertThat(limit.ussWithoutJitterBytes()).isLessThanOrEqualTo(limit.ussLimitBytes());
  }

  /** The kind of advice differs, not only its number. */
  @Test
  void spareMemory_becomesWorkersWhereMemoryBinds_andAHigherLimitWhereTheCpuDoes() {
    List<HostMemory> hosts = hosts(80);
    var memory = ThresholdAdvice.of(evidence(hosts, LIVES, load(0.8, 0.2)));
    var cpu = ThresholdAdvice.of(evidence(hosts, LIVES, load(0.3, 0.75)));
    assertThat(count(memory).workers()).isGreaterThan(80);
    assertThat(count(cpu).workers()).isEqualTo(80);
    assertThat(limit(cpu).ussLimitBytes()).isGreaterThan(limit(memory).ussLimitBytes());
    assertThat(memory.getFirst().evidence())
        .anyMatch(
            line ->
                line.equals(
                    "These hosts are memory-bound: in the median of 1 hosts memory stands at 88.9 % and the CPUs at 25.0 % of what may be used."));
    assertThat(cpu.getFirst().evidence()).anyMatch(line -> line.contains("CPU-bound"));
    assertThat(cpu.get(1).summary()).contains("higher restart limit");
  }

  @Test
  void loadsNotMeasured_areSaidToBeUnknown() {
    var advice = ThresholdAdvice.of(evidence(hosts(16), LIVES, List.of()));
    assertThat(advice.getFirst().evidence())
        .anyMatch(line -> line.contains("is not known: neither memory in use nor CPU time"));
    assertThat(count(advice).workers()).isEqualTo(16);
  }

  @Test
  void moreWorkersThanFit_areToldToBeFewer() {
    var advice = ThresholdAdvice.of(evidence(hosts(400), LIVES, load(0.8, 0.2)));
    assertThat(count(advice).workers()).isBetween(50, 250);
    assertThat(advice.get(1).summary()).contains("instead of 400");
  }

  @Test
  void standingAdvice_isKeptWhereLittleChanged() {
    var fresh = evidence(hosts(80), LIVES, load(0.3, 0.75));
    double found = limit(fresh).ussLimitBytes();
    var again =
        ThresholdAdvice.of(
            with(fresh, Map.of(Kind.WORKER_RSS_LIMIT, new Settled(found * 0.95, NOW - 86_400))));
    assertThat(limit(again).ussLimitBytes()).isEqualTo((long) (found * 0.95));
    assertThat(again.getFirst().sinceSeconds()).hasValue(NOW - 86_400);
  }

  @Test
  void tooLittleHistory_isNotEnough() {
    List<WorkerLife> young = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      young.add(Lives.life("a", NOW - 60 * i, NOW + 90, 1, Double.MAX_VALUE));
    }
    assertThat(missing(evidence(hosts(16), young, List.of())).unit())
        .isEqualTo("workers read more than once");
    assertThat(missing(evidence(hosts(16), List.of(), List.of())).seen()).isZero();
  }

  @Test
  void anUnknownFootprint_isNotEnough() {
    var host = new HostMemory("a", GIB, OptionalLong.of(1), OptionalLong.empty(), 0, 4, false);
    assertThat(missing(evidence(List.of(host), LIVES, List.of())).unit())
        .isEqualTo("hosts with a known footprint");
  }

  @Test
  void request_isWhatCgroupsWereCharged_andATenth() {
    var evidence =
        with(
            evidence(hosts(16), LIVES, List.of()),
            List.of(
                new FamilyCharge("a", 60, 900 * MIB, 1000 * MIB),
                new FamilyCharge("b", 60, 800 * MIB, 900 * MIB)));
    assertThat(ThresholdAdvice.of(evidence).get(2).verdict())
        .isInstanceOfSatisfying(
            Verdict.SetRequest.class,
            request -> {
              assertThat((double) request.bytes() / MIB).isCloseTo(1100, within(1.0));
              assertThat(request.lowerBytes()).isEqualTo(800 * MIB);
              assertThat(request.upperBytes()).isEqualTo(1250 * MIB);
              assertThat(request.snippet()).contains("memory: 1100Mi");
            });
  }

  @Test
  void familiesWithoutACgroupOfTheirOwn_getNoRequest() {
    assertThat(ThresholdAdvice.of(evidence(hosts(16), LIVES, List.of())).get(2).verdict())
        .isInstanceOfSatisfying(
            Verdict.NotEnough.class,
            missing -> assertThat(missing.detail()).contains("has a cgroup of its own"));
  }

  @Test
  void settings_areThereForEachServer() {
    String snippet = limit(evidence(hosts(16), LIVES, List.of())).snippet();
    assertThat(snippet)
        .contains(
            "reload-on-uss = ",
            "reload-on-rss = ",
            "max-worker-lifetime-delta = ",
            "PRIVATE_LIMIT = ",
            "config.ram = ",
            ";pm.max_requests =");
  }

  private static Verdict.SetLimit limit(ThresholdEvidence evidence) {
    return limit(ThresholdAdvice.of(evidence));
  }

  private static Verdict.SetLimit limit(List<Recommendation> advice) {
    return (Verdict.SetLimit) advice.getFirst().verdict();
  }

  private static Verdict.SetCount count(List<Recommendation> advice) {
    return (Verdict.SetCount) advice.get(1).verdict();
  }

  private static Verdict.NotEnough missing(ThresholdEvidence evidence) {
    return (Verdict.NotEnough) ThresholdAdvice.of(evidence).getFirst().verdict();
  }

  private static List<WorkerLife> lives() {
    List<WorkerLife> lives = new ArrayList<>();
    for (int host = 0; host < 3; host++) {
      lives.addAll(Lives.host("h" + host, 20, 5, 0.3, 330 * Lives.MIB, host));
    }
    return lives;
  }

  private static List<HostMemory> hosts(int workers) {
    return List.of(
        new HostMemory(
            "tight",
            32 * GIB,
            OptionalLong.of(20 * GIB),
            OptionalLong.of(4 * GIB),
            GIB / 2,
            workers,
            false),
        new HostMemory(
            "roomy",
            64 * GIB,
            OptionalLong.of(50 * GIB),
            OptionalLong.of(4 * GIB),
            GIB / 2,
            workers,
            false));
  }

  private static List<HostLoad> load(double memory, double cpu) {
    return List.of(
        new HostLoad(
            "tight",
            OptionalDouble.of(memory),
            OptionalDouble.of(cpu),
            OptionalDouble.of(0),
            OptionalDouble.empty()));
  }

  private static ThresholdEvidence evidence(
      List<HostMemory> hosts, List<WorkerLife> lives, List<HostLoad> loads) {
    return new ThresholdEvidence(
        hosts,
        Collections.nCopies(32, new WorkerMemory(120 * MIB, 20 * MIB)),
        lives,
        loads,
        List.of(),
        Map.of(),
        true,
        NOW);
  }

  private static ThresholdEvidence with(ThresholdEvidence e, Map<Kind, Settled> standing) {
    return new ThresholdEvidence(
        e.hosts(), e.workers(), e.lives(), e.loads(), e.charges(), standing, true, NOW);
  }

  private static ThresholdEvidence with(ThresholdEvidence e, List<FamilyCharge> charges) {
    return new ThresholdEvidence(
        e.hosts(), e.workers(), e.lives(), e.loads(), charges, e.standing(), true, NOW);
  }
}
