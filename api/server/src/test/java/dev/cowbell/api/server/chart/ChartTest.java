package dev.cowbell.api.server.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartTest {
  private static final double MIB = 1024 * 1024;

  @Test
  void linearScale_putsTheMiddleInTheMiddle() {
    assertThat(new Scale.Linear(0, 60, 100, 200).at(30)).isEqualTo(150);
  }

  @Test
  void logarithmicScale_givesEqualRoomToEqualRatios_andKeepsBirthOnTheAxis() {
    Scale scale = new Scale.Logarithmic(1, 100, 0, 100);

    assertThat(scale.at(10)).isEqualTo(50);
    assertThat(scale.at(0)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"13.4, 20", "20, 20", "20.6, 25", "0.03, 0.05", "900, 1000"})
  void byteStep_isTheNextRoundNumber(double atLeast, double step) {
    assertThat(ByteTicks.step(atLeast)).isEqualTo(step);
  }

  @Test
  void byteTicks_countInRoundMebibytes() {
    ByteTicks ticks = ByteTicks.covering(0, 103.4 * MIB, 6);

    assertThat(ticks.unit()).isEqualTo("MiB");
    assertThat(ticks.high()).isEqualTo(120 * MIB);
    assertThat(ticks.ticks())
        .extracting(Tick::label)
        .containsExactly("0", "20", "40", "60", "80", "100", "120");
  }

  @Test
  void byteTicks_ofGrowthThatIsNegative_goBelowZero() {
    assertThat(ByteTicks.covering(-3 * MIB, 4 * MIB, 4).ticks())
        .extracting(Tick::label)
        .containsExactly("−4", "−2", "0", "2", "4");
  }

  @Test
  void byteTicks_showTheDecimalsOfTheirStep() {
    assertThat(ByteTicks.covering(0, 10 * MIB, 4).ticks())
        .extracting(Tick::label)
        .containsExactly("0.0", "2.5", "5.0", "7.5", "10.0");
  }

  @Test
  void ageTicks_upToFiveMinutes_areLinear() {
    AgeTicks ages = AgeTicks.covering(0.5, 67.5, 8);

    assertThat(ages.logarithmic()).isFalse();
    assertThat(ages.ticks())
        .extracting(Tick::label)
        .containsExactly("0", "10 s", "20 s", "30 s", "40 s", "50 s", "60 s");
  }

  @Test
  void ageTicks_ofDays_areLogarithmic() {
    AgeTicks ages = AgeTicks.covering(0.5, 3 * 86400, 8);

    assertThat(ages.logarithmic()).isTrue();
    assertThat(ages.ticks())
        .extracting(Tick::label)
        .containsExactly("1 s", "10 s", "1 min", "10 min", "1 h", "6 h", "1 d");
  }

  @Test
  void ageTicks_ofOldWorkersOnly_beginWhereTheirReadingsDo() {
    assertThat(AgeTicks.covering(4050, 3 * 86400, 8).ticks())
        .extracting(Tick::label)
        .containsExactly("1 h", "6 h", "1 d");
    assertThat(AgeTicks.covering(4050, 11000, 8).ticks())
        .extracting(Tick::label)
        .containsExactly("1 h", "2 h", "3 h");
  }

  @Test
  void labels_thatWouldOverlap_moveApart_andStayInTheFrame() {
    assertThat(LabelSpread.spread(List.of(100d, 101d, 30d), 18, 110))
        .containsExactly(92d, 110d, 30d);
  }

  @Test
  void drawing_ofALine_isAPathOverTheFrame() {
    Drawing drawing =
        LineChart.draw(
            new Frame(200, 100, 0, 0, 0, 0, true),
            List.of(series("default", 0, 100 * MIB, 0)),
            OptionalDouble.of(100 * MIB),
            "inherited");

    assertThat(drawing.lines()).hasSize(1);
    assertThat(drawing.lines().getFirst().path()).isEqualTo("M0 0L200 100");
    assertThat(drawing.lines().getFirst().dots())
        .extracting(Drawing.Dot::x)
        .containsExactly("0", "200");
    assertThat(drawing.reference()).containsExactly(new Drawing.Mark("0", "inherited"));
  }

  @Test
  void drawing_leavesOutArmsWithoutAPoint_andShortensLongNames() {
    Drawing drawing =
        LineChart.draw(
            Frame.wide(300, 40),
            List.of(
                new Series("empty", 0, List.of()),
                series("frozen+threshold-50000+exit-immediate", 1, 10 * MIB, 5 * MIB)),
            OptionalDouble.empty(),
            "");

    assertThat(drawing.lines()).hasSize(1);
    assertThat(drawing.lines().getFirst().name()).hasSize(24).endsWith("…");
    assertThat(drawing.reference()).isEmpty();
  }

  private static Series series(String name, int style, double first, double last) {
    return new Series(
        name,
        style,
        List.of(new Series.Point(0, first, "birth"), new Series.Point(60, last, "a minute")));
  }
}
