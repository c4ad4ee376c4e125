package dev.cowbell.aggregator.experiment;

import static dev.cowbell.aggregator.experiment.HostDays.ASSIGNED;
import static dev.cowbell.aggregator.experiment.HostDays.DEFAULT;
import static dev.cowbell.aggregator.experiment.HostDays.FROZEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceWindowTest {
  private static final EvidenceWindow WEEK = EvidenceWindow.WEEK;

  @Test
  void host_countsWhenItsWeekIsFull_andNeverChangesAfterwards() {
    List<HostDay> days = new ArrayList<>(HostDays.of("h", FROZEN, 10, ASSIGNED, ASSIGNED + 8));
    assertThat(at(days, ASSIGNED + 7)).isEqualTo(new HostStatus.Filling(1));
    HostStatus full = at(days, ASSIGNED + 8);
    assertThat(value(full)).isEqualTo(10);
    days.addAll(HostDays.of("h", FROZEN, 9999, ASSIGNED + 8, ASSIGNED + 30));
    assertThat(at(days, ASSIGNED + 30)).isEqualTo(full);
  }

  @Test
  void dayOfTheAssignmentAndDaysBefore_doNotCount() {
    List<HostDay> days = new ArrayList<>(HostDays.of("h", DEFAULT, 99, ASSIGNED - 9, ASSIGNED + 1));
    days.addAll(HostDays.of("h", FROZEN, 10, ASSIGNED + 1, ASSIGNED + 8));
    assertThat(value(at(days, ASSIGNED + 8))).isEqualTo(10);
  }

  @Test
  void hostThatChangesArm_leaves() {
    List<HostDay> days = new ArrayList<>(HostDays.of("h", FROZEN, 10, ASSIGNED, ASSIGNED + 4));
    days.addAll(HostDays.of("h", DEFAULT, 10, ASSIGNED + 4, ASSIGNED + 9));
    assertThat(at(days, ASSIGNED + 9)).isEqualTo(gone(Departure.Reason.CHANGED_ARM));
  }

  @Test
  void hostThatNeverTookItsArm_leaves() {
    assertThat(at(HostDays.of("h", DEFAULT, 10, ASSIGNED, ASSIGNED + 9), ASSIGNED + 9))
        .isEqualTo(gone(Departure.Reason.NEVER_TOOK_ARM));
  }

  @Test
  void hostWhosePolicyALibraryUndid_leaves() {
    List<HostDay> days =
        HostDays.changed(
            HostDays.of("h", FROZEN, 10, ASSIGNED, ASSIGNED + 9),
            day -> with(day, new PolicyInForce.Seen("default")));
    assertThat(at(days, ASSIGNED + 9)).isEqualTo(gone(Departure.Reason.POLICY_UNDONE));
  }

  @Test
  void hostWhosePolicyCannotBeRead_stays() {
    List<HostDay> days =
        HostDays.changed(
            HostDays.of("h", FROZEN, 10, ASSIGNED, ASSIGNED + 9),
            day -> with(day, new PolicyInForce.Unavailable("PERMISSION_DENIED")));
    assertThat(value(at(days, ASSIGNED + 9))).isEqualTo(10);
  }

  @Test
  void changeAfterTheWindow_takesNothingBack() {
    List<HostDay> days = new ArrayList<>(HostDays.of("h", FROZEN, 10, ASSIGNED, ASSIGNED + 8));
    days.addAll(HostDays.of("h", DEFAULT, 10, ASSIGNED + 8, ASSIGNED + 12));
    assertThat(value(at(days, ASSIGNED + 12))).isEqualTo(10);
  }

  @Test
  void hostThatStopsReporting_vanishesAfterTheGrace() {
    List<HostDay> days = HostDays.of("h", FROZEN, 10, ASSIGNED, ASSIGNED + 4);
    assertThat(at(days, ASSIGNED + 6)).isEqualTo(new HostStatus.Filling(4));
    assertThat(at(days, ASSIGNED + 7)).isEqualTo(gone(Departure.Reason.VANISHED));
    assertThat(at(List.of(), ASSIGNED + 2)).isEqualTo(new HostStatus.Filling(7));
  }

  @Test
  void clockAheadOfOurs_isNotEvidence_andOneDayOfTimeZonesIsNone() {
    List<HostDay> days = HostDays.of("h", FROZEN, 10, ASSIGNED + 30, ASSIGNED + 40);
    assertThat(at(days, ASSIGNED + 9)).isEqualTo(gone(Departure.Reason.CLOCK_AHEAD));
    assertThat(value(at(HostDays.of("h", FROZEN, 10, ASSIGNED, ASSIGNED + 11), ASSIGNED + 9)))
        .isEqualTo(10);
  }

  @Test
  void clockThatWentBackForADay_countsThatDayOnce() {
    List<HostDay> days = new ArrayList<>(HostDays.of("h", FROZEN, 10, ASSIGNED, ASSIGNED + 5));
    days.addAll(HostDays.of("h", FROZEN, 10, ASSIGNED + 3, ASSIGNED + 5));
    assertThat(at(days, ASSIGNED + 5)).isEqualTo(new HostStatus.Filling(3));
  }

  @Test
  void hostThatShowsNoNumber_leaves() {
    assertThat(at(HostDays.of("h", FROZEN, Double.NaN, ASSIGNED, ASSIGNED + 9), ASSIGNED + 9))
        .isEqualTo(gone(Departure.Reason.NOT_A_NUMBER));
  }

  private static HostStatus at(List<HostDay> days, long today) {
    return WEEK.statusOf("h", days, FROZEN, ASSIGNED, today);
  }

  private static double value(HostStatus status) {
    return ((HostStatus.Ready) status).profile().ownAgeMix().orElseThrow();
  }

  private static HostStatus gone(Departure.Reason reason) {
    return new HostStatus.Gone(new Departure("h", reason));
  }

  private static HostDay with(HostDay day, PolicyInForce policy) {
    return new HostDay(day.hostId(), day.epochDay(), day.arm(), policy, day.ages());
  }
}
