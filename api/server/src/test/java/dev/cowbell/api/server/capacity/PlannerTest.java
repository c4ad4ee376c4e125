package dev.cowbell.api.server.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Ten old hosts of 32 GiB, 2 GiB of each held by others, and four new ones of 64 GiB. */
class PlannerTest {
  private static final double GIB = 1L << 30;
  private static final double MIB = 1L << 20;

  private static final HostClass OLD =
      new HostClass(
          "Old / 32 cores / 32 GiB", "Old", 10, 32 * GIB, 32, OptionalDouble.of(2 * GIB), false);
  private static final HostClass NEW =
      new HostClass(
          "New / 16 cores / 64 GiB", "New", 4, 64 * GIB, 16, OptionalDouble.empty(), false);

  /**
   * 20 families of 40 workers: 200 GiB, of which each worker holds 150 MiB of its own; 64 cores.
   */
  private static final Load SHOP =
      load("shop", OLD, "default", 20, 800, 200 * GIB, OptionalDouble.of(150 * MIB), 64);

  private static final Effect FREEZE =
      new Effect("shop", OLD.name(), "default", "frozen", new Range(50 * MIB, 60 * MIB, 70 * MIB));

  @Test
  void need_growsWithTraffic_andRunsOutInTheMonthItExceedsWhatThereIs() {
    // 10 x (32 x 0.9 - 2) = 268 GiB; 200 x 1.02^14 = 263.9, 200 x 1.02^15 = 269.2.
    ClassPlan plan = old(growing(0.02, 24));

    assertThat(plan.months()).hasSize(25);
    assertThat(plan.months().getFirst().usableBytes()).isCloseTo(268 * GIB, within(1.0));
    assertThat(plan.exhausted()).hasValue(15);
    assertThat(plan.deciding().binding()).isEqualTo(Resource.MEMORY);
    assertThat(plan.largest().orElseThrow().service()).isEqualTo("shop");
  }

  @Test
  void hostsToBuy_coverTheLastMonth() {
    // 200 x 1.02^24 = 321.7 GiB over 26.8 GiB a host = 12.003, so 13 hosts: 3 more.
    assertThat(old(growing(0.02, 24)).hostsToBuy()).isEqualTo(Range.exactly(3));
    assertThat(old(growing(0, 1)).hostsToBuy()).isEqualTo(Range.exactly(-2)); // 7.5 needed.
  }

  @Test
  void growthThatIsUncertain_carriesItsRangeThrough() {
    Question question = question(24, new Range(0.01, 0.02, 0.03));
    ClassPlan plan = old(question);

    assertThat(plan.exhausted()).hasValue(15);
    assertThat(plan.exhaustedEarliest()).hasValue(10); // 200 x 1.03^10 = 268.8.
    Range bytes = plan.months().get(12).need().bytes();
    assertThat(bytes.low() / GIB).isCloseTo(200 * Math.pow(1.01, 12), within(1e-6));
    assertThat(bytes.likely() / GIB).isCloseTo(200 * Math.pow(1.02, 12), within(1e-6));
    assertThat(bytes.high() / GIB).isCloseTo(200 * Math.pow(1.03, 12), within(1e-6));
  }

  @Test
  void growthOfOneService_isItsOwn() {
    Question question =
        new Question(
            12,
            Range.exactly(0.5),
            Map.of("shop", 0.0),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalLong.empty(),
            0,
            0,
            List.of());

    assertThat(old(question).months().getLast().need().bytes()).isEqualTo(Range.exactly(200 * GIB));
  }

  @Test
  void arm_savesWhatWasMeasured_withItsRange() {
    Range bytes =
        old(asking(Optional.of("frozen"), OptionalInt.empty(), OptionalLong.empty()))
            .months()
            .getFirst()
            .need()
            .bytes();

    assertThat(bytes.likely()).isCloseTo(200 * GIB - 800 * 60 * MIB, within(1.0));
    assertThat(bytes.low()).isCloseTo(200 * GIB - 800 * 70 * MIB, within(1.0));
    assertThat(bytes.high()).isCloseTo(200 * GIB - 800 * 50 * MIB, within(1.0));
  }

  @Test
  void arm_thatNothingComparesWith_leavesTheLoadAsItIs_andSaysSo() {
    Plan plan =
        Planner.plan(
            new Fleet(List.of(OLD), List.of(SHOP), List.of()),
            asking(Optional.of("frozen"), OptionalInt.empty(), OptionalLong.empty()));

    assertThat(plan.classes().getFirst().months().getFirst().need().bytes())
        .isEqualTo(Range.exactly(200 * GIB));
    assertThat(plan.gaps()).containsExactly(new Gap(SHOP, Gap.Kind.NO_COMPARISON));
  }

  @Test
  void furtherWorkers_costOnlyWhatIsTheirOwn() {
    Need need =
        old(asking(Optional.empty(), OptionalInt.of(50), OptionalLong.empty()))
            .months()
            .getFirst()
            .need();

    assertThat(need.bytes().likely()).isCloseTo(200 * GIB + 200 * 150 * MIB, within(1.0));
    assertThat(need.cores()).isEqualTo(Range.exactly(64));
  }

  @Test
  void limit_countsEveryWorkerAsGrownToIt() {
    Range higher =
        old(asking(Optional.empty(), OptionalInt.empty(), OptionalLong.of((long) (250 * MIB))))
            .months()
            .getFirst()
            .need()
            .bytes();
    Range lower =
        old(asking(Optional.empty(), OptionalInt.empty(), OptionalLong.of((long) (100 * MIB))))
            .months()
            .getFirst()
            .need()
            .bytes();

    assertThat(higher.likely()).isCloseTo(200 * GIB + 800 * 100 * MIB, within(1.0));
    assertThat(higher.low()).isCloseTo(200 * GIB, within(1.0)); // Workers may stay as they are.
    assertThat(lower).isEqualTo(Range.exactly(200 * GIB - 800 * 50 * MIB));
  }

  @Test
  void retirement_movesTheLoad_andTakesTheHostsAway() {
    Question question =
        new Question(
            12,
            Range.ZERO,
            Map.of(),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalLong.empty(),
            0,
            0,
            List.of(new Retirement("Old", 6, NEW.name())));
    Plan plan = Planner.plan(fleet(), question);
    ClassPlan old = plan.classes().getLast();
    ClassPlan fresh = plan.classes().getFirst();

    assertThat(old.months().get(5).hosts()).isEqualTo(10);
    assertThat(old.months().get(6).hosts()).isZero();
    assertThat(old.months().get(6).need()).isEqualTo(Need.NOTHING);
    assertThat(old.exhausted()).isEmpty();
    assertThat(fresh.months().get(5).need()).isEqualTo(Need.NOTHING);
    assertThat(fresh.months().get(6).need().bytes()).isEqualTo(Range.exactly(200 * GIB));
    assertThat(fresh.exhausted()).isEmpty(); // 200 of 256 GiB, 64 of 64 cores.
    assertThat(fresh.months().get(6).binding()).isEqualTo(Resource.CPU);
  }

  @Test
  void cpu_bindsWhereItsShareIsTheGreater() {
    Question question =
        new Question(
            12,
            Range.ZERO,
            Map.of(),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalLong.empty(),
            0,
            0.85,
            List.of());
    ClassPlan plan = old(question); // 64 of 320 x 0.15 = 48 cores.

    assertThat(plan.exhausted()).hasValue(0);
    assertThat(plan.deciding().binding()).isEqualTo(Resource.CPU);
    assertThat(plan.hostsToBuy()).isEqualTo(Range.exactly(4)); // 64 / 4.8 = 13.3, so 14.
  }

  @Test
  void familiesWithoutAFootprint_countAsTheOthersDo_andOnlyWhereThereAreOthers() {
    Load half =
        new Load(
            "shop",
            OLD.name(),
            "default",
            20,
            10,
            800,
            100 * GIB,
            OptionalDouble.empty(),
            1,
            false);
    Load none =
        new Load("shop", OLD.name(), "default", 20, 0, 800, 0, OptionalDouble.empty(), 1, false);

    assertThat(need(half).bytes()).isEqualTo(Range.exactly(200 * GIB));
    assertThat(need(none).bytes()).isEqualTo(Range.ZERO);
    assertThat(
            Planner.plan(new Fleet(List.of(OLD), List.of(none), List.of()), Question.asItIs(1, 0))
                .gaps())
        .containsExactly(new Gap(none, Gap.Kind.NO_FOOTPRINT));
  }

  @Test
  void binding_isTheClassThatRunsOutFirst() {
    Load onNew = load("api", NEW, "default", 4, 40, 250 * GIB, OptionalDouble.empty(), 1);
    Plan plan =
        Planner.plan(
            new Fleet(List.of(OLD, NEW), List.of(SHOP, onNew), List.of()), growing(0.02, 24));

    assertThat(plan.binding().orElseThrow().hostClass()).isEqualTo(NEW);
    assertThat(Planner.plan(fleet(), growing(0, 3)).binding()).isEmpty();
  }

  private static Need need(Load load) {
    return Planner.plan(new Fleet(List.of(OLD), List.of(load), List.of()), Question.asItIs(1, 0))
        .classes()
        .getFirst()
        .months()
        .getFirst()
        .need();
  }

  private static ClassPlan old(Question question) {
    return Planner.plan(new Fleet(List.of(OLD), List.of(SHOP), List.of(FREEZE)), question)
        .classes()
        .getFirst();
  }

  private static Fleet fleet() {
    return new Fleet(List.of(OLD, NEW), List.of(SHOP), List.of(FREEZE));
  }

  private static Question growing(double growth, int months) {
    return question(months, Range.exactly(growth));
  }

  private static Question question(int months, Range growth) {
    return new Question(
        months,
        growth,
        Map.of(),
        Optional.empty(),
        OptionalInt.empty(),
        OptionalLong.empty(),
        0.1,
        0,
        List.of());
  }

  private static Question asking(Optional<String> arm, OptionalInt workers, OptionalLong limit) {
    return new Question(1, Range.ZERO, Map.of(), arm, workers, limit, 0, 0, List.of());
  }

  private static Load load(
      String service,
      HostClass hostClass,
      String arm,
      long families,
      long workers,
      double footprintBytes,
      OptionalDouble privateBytes,
      double cores) {
    return new Load(
        service,
        hostClass.name(),
        arm,
        families,
        families,
        workers,
        footprintBytes,
        privateBytes,
        cores,
        false);
  }
}
