package dev.cowbell.aggregator.experiment;

import static dev.cowbell.aggregator.experiment.HostDays.ASSIGNED;
import static dev.cowbell.aggregator.experiment.HostDays.DEFAULT;
import static dev.cowbell.aggregator.experiment.HostDays.FROZEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BeforeAfterTest {
  private static final long LATER = ASSIGNED + 10;

  @Test
  void oneHost_givesNoInterval() {
    Look look = look(1, LATER);
    assertThat(look.design()).isEqualTo(Design.BEFORE_AFTER);
    assertThat(look.finding())
        .isInstanceOfSatisfying(
            InsufficientEvidence.class,
            it -> {
              assertThat(it.seen()).isEqualTo(HostsPerArm.pairs(1));
              assertThat(it.needed()).isEqualTo(new Need.MoreHosts(4));
            });
  }

  @Test
  void sixHosts_eachItsOwnControl_findTheChange() {
    Effect effect = (Effect) look(6, LATER).finding();
    assertThat(effect.estimate()).isCloseTo(-50, within(2.0));
    assertThat(effect.excludesZero()).isTrue();
  }

  @Test
  void duringTheWeekAfterTheChange_itIsTimeThatIsMissing() {
    InsufficientEvidence finding = (InsufficientEvidence) look(6, ASSIGNED + 3).finding();
    assertThat(finding.needed()).isEqualTo(new Need.MoreTime(5));
  }

  @Test
  void hostWithoutHistory_leaves() {
    List<HostDay> days = days(6, LATER);
    days.removeIf(day -> day.hostId().equals("web-0") && day.epochDay() < ASSIGNED - 2);
    Look look = experiment(6).at(LATER, days, Estimand.EQUAL_AGE);
    assertThat(look.departures())
        .containsExactly(new Departure("web-0", Departure.Reason.NO_HISTORY));
    assertThat(((Effect) look.finding()).hosts()).isEqualTo(HostsPerArm.pairs(5));
  }

  private static Look look(int hosts, long today) {
    return experiment(hosts).at(today, days(hosts, today), Estimand.EQUAL_AGE);
  }

  private static BeforeAfter experiment(int hosts) {
    Map<String, Long> changedOn = new HashMap<>();
    for (int host = 0; host < hosts; host++) {
      changedOn.put("web-" + host, ASSIGNED);
    }
    return new BeforeAfter(
        "class",
        DEFAULT,
        FROZEN,
        changedOn,
        Optional.empty(),
        EvidenceWindow.WEEK,
        PairedTMixture.DEFAULT,
        0);
  }

  private static List<HostDay> days(int hosts, long to) {
    List<HostDay> days = new ArrayList<>();
    for (int host = 0; host < hosts; host++) {
      String name = "web-" + host;
      double level = 100 + 40 * host;
      days.addAll(HostDays.of(name, DEFAULT, level, ASSIGNED - 7, ASSIGNED));
      days.addAll(HostDays.of(name, FROZEN, level - 50 + host % 3 - 1, ASSIGNED, to));
    }
    return days;
  }
}
