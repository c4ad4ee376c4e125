package dev.cowbell.aggregator.savings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoefficientsTest {

  private static final double GIB = 1L << 30;
  private static final Range EIGHT_GIB = new Range(8 * GIB, 4 * GIB, 12 * GIB);

  @Test
  void bytes_areWorthWhatTheTableSays() {
    Coefficients known =
        parsed(
            "*,memory-price,2,EUR/GiB-month,contract of May, page 3",
            "*,memory-power,0.4,W/GiB,data sheet",
            "*,grid-carbon,0.3,kgCO2e/kWh,the grid's operator");
    Priced money = known.money(EIGHT_GIB, "Zen 5");
    Priced watts = known.watts(EIGHT_GIB, "Zen 5");
    assertWorth(money, 16, 8, 24, "EUR a month: contract of May, page 3");
    assertWorth(watts, 3.2, 1.6, 4.8, "W: data sheet");
    assertWorth(
        known.carbon(watts, "Zen 5"),
        0.70128,
        0.35064,
        1.05192,
        "kg CO2e a month: data sheet; the grid's operator");
  }

  @Test
  void aGenerationsOwnLine_goesBeforeTheOneForAll() {
    Coefficients known =
        parsed("*,memory-price,2,EUR/GiB-month,a", "Zen 5,memory-price,3,EUR/GiB-month,b");
    assertWorth(known.money(EIGHT_GIB, "Zen 5"), 24, 12, 36, "EUR a month: b");
    assertWorth(known.money(EIGHT_GIB, "Zen 4"), 16, 8, 24, "EUR a month: a");
  }

  @Test
  void whatHasNoPrice_isUnavailable_andSoIsEverySumWithIt() {
    Coefficients known = parsed("Zen 5,memory-price,2,EUR/GiB-month,a");
    Priced unknown = known.money(EIGHT_GIB, "Haswell");
    assertThat(unknown)
        .isEqualTo(
            new Priced.Unavailable(
                "no memory-price for Haswell: name one with its source in the file of"
                    + " COWBELL_COEFFICIENTS_FILE"));
    assertThat(known.money(EIGHT_GIB, "Zen 5").plus(unknown)).isEqualTo(unknown);
    assertThat(unknown.plus(known.money(EIGHT_GIB, "Zen 5"))).isEqualTo(unknown);
    assertThat(Coefficients.NONE.carbon(Coefficients.NONE.watts(EIGHT_GIB, "x"), "x"))
        .isInstanceOf(Priced.Unavailable.class);
  }

  @Test
  void twoCurrencies_areNotAddedUp() {
    Coefficients known =
        parsed("a,memory-price,2,EUR/GiB-month,x", "b,memory-price,2,USD/GiB-month,x");
    assertThat(known.money(EIGHT_GIB, "a").plus(known.money(EIGHT_GIB, "b")).basis())
        .isEqualTo("prices in EUR a month and in USD a month");
  }

  @Test
  void whatCannotBeUsed_isNamedWithItsLine() {
    refused(
        "line 2: a figure without a source is not used: name where it comes from",
        "*,memory-price,2,EUR/GiB-month,");
    refused("line 2: euro: expected a unit such as EUR/GiB-month", "*,memory-price,2,euro,x");
    refused("line 2: -1: expected a number such as 0.39", "*,memory-power,-1,W/GiB,x");
    refused(
        "line 2: price: expected one of memory-price, memory-power, grid-carbon",
        "*,price,2,EUR/GiB-month,x");
    refused(
        "line 3: memory-power of * stands twice",
        "*,memory-power,1,W/GiB,x",
        "*,memory-power,2,W/GiB,y");
    assertThatThrownBy(() -> CoefficientsCsv.parse(List.of("*,memory-power,1,W/GiB,x")))
        .hasMessage("line 1: expected the header " + CoefficientsCsv.HEADER);
  }

  private static void refused(String message, String... lines) {
    assertThatThrownBy(() -> parsed(lines))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static Coefficients parsed(String... lines) {
    List<String> all = new ArrayList<>(List.of(CoefficientsCsv.HEADER));
    all.addAll(List.of(lines));
    return CoefficientsCsv.parse(all);
  }

  private static void assertWorth(
      Priced priced, double value, double low, double high, String basis) {
    assertThat(priced)
        .isInstanceOfSatisfying(
            Priced.Worth.class,
            worth -> {
              assertThat(worth.range().value()).isCloseTo(value, within(1e-5));
              assertThat(worth.range().low()).isCloseTo(low, within(1e-5));
              assertThat(worth.range().high()).isCloseTo(high, within(1e-5));
            });
    assertThat(priced.basis()).isEqualTo(basis);
  }
}
