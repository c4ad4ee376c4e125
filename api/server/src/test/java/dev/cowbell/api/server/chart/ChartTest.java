package dev.cowbell.api.server.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
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
        LineChart.byAge(
            new Frame(200, 100, 0, 0, 0, 0, true),
            List.of(series("default", 0, 100 * MIB, 0)),
            List.of(new Level(100 * MIB, "inherited")));

    assertThat(drawing.lines()).hasSize(1);
    assertThat(drawing.lines().getFirst().path()).isEqualTo("M0 0L200 100");
    assertThat(drawing.lines().getFirst().dots())
        .extracting(Drawing.Dot::x)
        .containsExactly("0", "200");
    assertThat(drawing.levels()).containsExactly("0");
    assertThat(drawing.labels()).extracting(Label::text).contains("inherited", "MiB", "60 s");
  }

  @Test
  void drawing_leavesOutArmsWithoutAPoint_andShortensLongNames() {
    Drawing drawing =
        LineChart.byAge(
            Frame.wide(300, 40),
            List.of(
                new Series("empty", 0, List.of()),
                series("frozen+threshold-50000+exit-immediate", 1, 10 * MIB, 5 * MIB)),
            List.of());

    assertThat(drawing.lines()).hasSize(1);
    assertThat(drawing.labels())
        .filteredOn(label -> label.kind().startsWith("name"))
        .singleElement()
        .satisfies(label -> assertThat(label.text()).hasSize(24).endsWith("…"));
    assertThat(drawing.levels()).isEmpty();
  }

  @Test
  void band_isAnAreaBetweenItsEdges() {
    Drawing drawing =
        LineChart.byAge(
            new Frame(200, 100, 0, 0, 0, 0, true),
            List.of(
                new Series(
                    "frozen",
                    0,
                    series("", 0, 50 * MIB, 50 * MIB).points(),
                    List.of(
                        new Series.Band(
                            List.of(
                                new Series.Reach(0, 0, 100 * MIB),
                                new Series.Reach(60, 0, 100 * MIB)))))),
            List.of());

    assertThat(drawing.lines().getFirst().bands()).containsExactly("M0 0L200 0L200 100L0 100z");
  }

  @Test
  void lineOverTime_isBrokenWhereNothingWasMeasured() {
    Instant noon = Instant.parse("2026-03-01T12:00:00Z");
    double at = noon.getEpochSecond();
    Series series =
        new Series(
            "a",
            0,
            List.of(
                new Series.Point(at, MIB, ""),
                new Series.Point(at + 60, MIB, ""),
                new Series.Point(at + 600, MIB, "")));

    Drawing drawing =
        LineChart.byTime(
            new Frame(200, 100, 0, 0, 0, 0, true),
            TimeTicks.covering(noon, noon.plusSeconds(600), 8),
            List.of(series),
            List.of(),
            120);

    assertThat(drawing.lines().getFirst().path()).isEqualTo("M0 0L20 0M200 0");
  }

  @Test
  void timeTicks_standAtRoundTimes_andMidnightCarriesItsDate() {
    Instant from = Instant.parse("2026-02-28T19:40:00Z");

    assertThat(TimeTicks.covering(from, from.plusSeconds(12 * 3600), 8).ticks())
        .extracting(Tick::label)
        .containsExactly("20:00", "22:00", "1 Mar", "02:00", "04:00", "06:00");
    assertThat(TimeTicks.covering(from, from.plusSeconds(10 * 86400), 8).ticks())
        .extracting(Tick::label)
        .startsWith("2 Mar");
  }

  @Test
  void words_onPaper_standWhereTheyDoOnScreen() {
    Frame frame = Frame.wide(340, 8);

    PaperWord word = PaperWord.of(new Label("480", "100", Label.Anchor.MIDDLE, "", "60 s"), frame);

    assertThat(frame.paperWidth()).isEqualTo("172.00");
    assertThat(word.left()).isEqualTo("64.50"); // 480 of 960 is 86 mm, less half a box of 43 mm.
    assertThat(word.align()).isEqualTo("center");
  }

  private static Series series(String name, int style, double first, double last) {
    return new Series(
        name,
        style,
        List.of(new Series.Point(0, first, "birth"), new Series.Point(60, last, "a minute")));
  }
}
