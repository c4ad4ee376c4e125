package dev.cowbell.standalone.simulate.obey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.standalone.simulate.model.HostPlacement;
import dev.cowbell.standalone.simulate.obey.Advice.Step;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RolloutsTest {
  private static final String CLASS = "Zen 3 / 64 cores / 128 GiB";

  @Test
  void stages_putTheArmOnTheirShareOfTheHosts() {
    assertThat(hostsAt(160, Step.CANARY)).isEqualTo(8);
    assertThat(hostsAt(1000, Step.CANARY)).isEqualTo(8);
    assertThat(hostsAt(119, Step.CANARY)).isEqualTo(5);
    assertThat(hostsAt(20, Step.CANARY)).isEqualTo(2);
    assertThat(hostsAt(1, Step.CANARY)).isEqualTo(1);
    assertThat(hostsAt(160, Step.EXPAND)).isEqualTo(40);
    assertThat(hostsAt(5, Step.EXPAND)).isEqualTo(2);
    assertThat(hostsAt(160, Step.FLEET)).isEqualTo(160);
    assertThat(hostsAt(160, Step.OBSERVE)).isZero();
  }

  @Test
  void held_keepsWhatItFinds_andRolledBackTakesItAway() {
    Rollouts canary = none(160).after(advice(Step.CANARY));

    assertThat(treated(canary.after(advice(Step.HELD)), 160)).isEqualTo(8);
    assertThat(treated(canary.after(advice(Step.HELD)).after(advice(Step.ROLLED_BACK)), 160))
        .isZero();
    assertThat(treated(none(160).after(advice(Step.HELD)), 160)).isZero();
  }

  @Test
  void laterStages_keepTheHostsOfTheEarlierOnes() {
    Rollouts canary = none(200).after(advice(Step.CANARY));
    Rollouts expanded = canary.after(advice(Step.EXPAND));

    assertThat(IntStream.range(0, 200).filter(host -> canary.armOf(host).isPresent()))
        .hasSize(8)
        .allSatisfy(host -> assertThat(expanded.armOf(host)).contains("frozen"));
  }

  @Test
  void advice_thatSaysHowManyHosts_isTakenAtItsWord() {
    Advice two = new Advice("web", CLASS, Step.CANARY, "frozen", OptionalInt.of(2), Set.of());
    assertThat(treated(none(160).after(two), 160)).isEqualTo(2);
    Advice held = new Advice("web", CLASS, Step.HELD, "frozen", OptionalInt.of(2), Set.of());
    assertThat(treated(none(160).after(held), 160)).isEqualTo(2);
  }

  @Test
  void advice_thatNamesHosts_concernsThemAlone() {
    Set<String> names = Set.of("host-3", "host-150", "host-of-another-fleet");
    Rollouts rollouts =
        none(160).after(new Advice("web", CLASS, Step.CANARY, "frozen", OptionalInt.of(3), names));

    assertThat(IntStream.range(0, 160).filter(host -> rollouts.armOf(host).isPresent()))
        .containsExactly(3, 150);
    assertThat(rollouts.hostsOf("web", CLASS)).isEqualTo(2);
    assertThat(treated(rollouts.after(advice(Step.FLEET)), 160)).isEqualTo(160);
    assertThat(treated(rollouts.after(advice(Step.HELD)), 160)).isEqualTo(2);
  }

  @Test
  void advice_forAClassWithoutHosts_changesNothing() {
    Rollouts rollouts =
        none(10)
            .after(
                new Advice(
                    "web",
                    "Zen 5 / 1 core / 1 GiB",
                    Step.FLEET,
                    "frozen",
                    OptionalInt.empty(),
                    Set.of()));

    assertThat(treated(rollouts, 10)).isZero();
  }

  private static int hostsAt(int hosts, Step step) {
    return treated(none(hosts).after(advice(step)), hosts);
  }

  private static int treated(Rollouts rollouts, int hosts) {
    return (int) IntStream.range(0, hosts).filter(host -> rollouts.armOf(host).isPresent()).count();
  }

  private static Rollouts none(int hosts) {
    return Rollouts.none(
        HostOrder.of(hosts, host -> new HostPlacement("host-" + host, CLASS, "web")));
  }

  private static Advice advice(Step step) {
    return new Advice("web", CLASS, step, "frozen", OptionalInt.empty(), Set.of());
  }
}
