package dev.cowbell.collector.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadingTest {
  private static final Reading<Long> FOUR = Reading.of(4L);
  private static final Reading<Long> NONE =
      Reading.unavailable(Reason.PERMISSION_DENIED, "not for this user");

  @Test
  void aValue_isComputedWith() {
    assertThat(FOUR.map(value -> value * 2)).isEqualTo(Reading.of(8L));
    assertThat(FOUR.flatMap(value -> NONE)).isEqualTo(NONE);
    assertThat(FOUR.<String>fold(value -> "is " + value, absent -> absent.detail()))
        .isEqualTo("is 4");
    assertThat(FOUR.optional()).contains(4L);
    assertThat(FOUR.isAbsentFor(Reason.PERMISSION_DENIED)).isFalse();
  }

  @Test
  void anAbsence_keepsItsReason_whateverWasToBeComputed() {
    assertThat(NONE.map(value -> "never"))
        .isEqualTo(Reading.unavailable(Reason.PERMISSION_DENIED, "not for this user"));
    assertThat(NONE.flatMap(value -> FOUR)).isEqualTo(NONE);
    assertThat(NONE.<String>fold(value -> "never", absent -> absent.detail()))
        .isEqualTo("not for this user");
    assertThat(NONE.optional()).isEmpty();
    assertThat(NONE.isAbsentFor(Reason.PERMISSION_DENIED)).isTrue();
    assertThat(NONE.isAbsentFor(Reason.MALFORMED)).isFalse();
  }
}
