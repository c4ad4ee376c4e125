package dev.cowbell.aggregator.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AgeStandardTest {

  /** Old workers lost more; the treated restart less, so their workers are older. */
  @Test
  void equalAge_seesTheMechanismWhereTheOwnMixSeesTheBill() {
    List<HostProfile> control = List.of(host("c", 0, 10, 9, 1, 100, 1));
    List<HostProfile> treatment = List.of(host("t", 0, 5, 1, 1, 50, 9));
    AgeStandard standard = AgeStandard.sharedBy(control, treatment);
    assertThat(standard.weights().get(0)).isCloseTo(0.5, within(1e-12));
    assertThat(standard.valueOf(control.getFirst())).hasValue(55);
    assertThat(standard.valueOf(treatment.getFirst())).hasValue(27.5);
    assertThat(control.getFirst().ownAgeMix().orElseThrow()).isCloseTo(19, within(1e-12));
    assertThat(treatment.getFirst().ownAgeMix().orElseThrow()).isCloseTo(45.5, within(1e-12));
  }

  @Test
  void armsThatNeverReachTheSameAge_haveNoStandard() {
    AgeStandard standard =
        AgeStandard.sharedBy(List.of(host("c", 0, 10, 1)), List.of(host("t", 5, 10, 1)));
    assertThat(standard.isEmpty()).isTrue();
    assertThat(standard.valueOf(host("c", 0, 10, 1))).isEmpty();
    assertThat(AgeStandard.sharedBy(List.of(), List.of()).isEmpty()).isTrue();
  }

  @Test
  void anAgeThatFewHostsReach_isLeftOutRatherThanItsHostsKept() {
    List<HostProfile> control =
        List.of(host("a", 0, 1, 1, 9, 70, 1), host("b", 0, 2, 1), host("c", 0, 3, 1));
    AgeStandard standard = AgeStandard.sharedBy(control, control);
    assertThat(standard.weights()).containsOnlyKeys(0);
  }

  @Test
  void hostWithoutAnAgeOfTheStandard_hasNoValue() {
    HostProfile full = host("a", 0, 1, 1, 1, 2, 1);
    AgeStandard standard = AgeStandard.sharedBy(List.of(full), List.of(full));
    assertThat(standard.valueOf(host("young", 0, 1, 1))).isEmpty();
  }

  @Test
  void readingsThatAreNoNumbers_areLeftOut() {
    assertThat(host("a", 0, Double.NaN, 1, 1, 5, 0, 2, 7, Double.NaN, 3, 4, 2).ages())
        .containsExactly(new AgeMean(3, 4, 2));
    assertThat(HostProfile.ofValue("a", Double.NaN).ownAgeMix()).isEmpty();
  }

  private static HostProfile host(String id, double... ageMeanWeight) {
    return new HostProfile(
        id,
        IntStream.range(0, ageMeanWeight.length / 3)
            .mapToObj(
                at ->
                    new AgeMean(
                        (int) ageMeanWeight[3 * at],
                        ageMeanWeight[3 * at + 1],
                        ageMeanWeight[3 * at + 2]))
            .toList());
  }
}
