package dev.cowbell.aggregator.savings;

import dev.cowbell.aggregator.savings.Coefficient.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Prices and coefficients, each with its source. What is not there is unavailable.
 *
 * <pre>
 *   GiB x price                              money a month
 *   GiB x W/GiB                              watts
 *   W x 730.5 h / 1000 x kgCO2e/kWh          kg CO2e a month
 * </pre>
 *
 * 8 GiB at 2 EUR/GiB-month, 0.4 W/GiB and 0.3 kgCO2e/kWh are 16 EUR a month, 3.2 W and 0.70 kg a
 * month.
 */
public record Coefficients(List<Coefficient> known) {

  /** Without any, nothing is priced. */
  public static final Coefficients NONE = new Coefficients(List.of());

  private static final double HOURS_A_MONTH = 365.25 * 24 / 12;
  private static final double GIB = 1L << 30;

  public Coefficients {
    known = List.copyOf(known);
  }

  /** Money a month for so many bytes. */
  public Priced money(Range bytes, String generation) {
    return find(generation, Kind.MEMORY_PRICE)
        .<Priced>map(
            price ->
                new Priced.Worth(
                    bytes.times(price.value() / GIB),
                    price.unit().replace("/GiB-month", " a month"),
                    Set.of(price.source())))
        .orElseGet(() -> missing(generation, Kind.MEMORY_PRICE));
  }

  /** Watts for so many bytes. */
  public Priced watts(Range bytes, String generation) {
    return find(generation, Kind.MEMORY_POWER)
        .<Priced>map(
            power ->
                new Priced.Worth(bytes.times(power.value() / GIB), "W", Set.of(power.source())))
        .orElseGet(() -> missing(generation, Kind.MEMORY_POWER));
  }

  /** What these watts emit in a month. */
  public Priced carbon(Priced watts, String generation) {
    return switch (watts) {
      case Priced.Unavailable unavailable -> unavailable;
      case Priced.Worth(Range range, String _, Set<String> sources) ->
          find(generation, Kind.GRID_CARBON)
              .<Priced>map(
                  grid ->
                      new Priced.Worth(
                          range.times(HOURS_A_MONTH / 1000 * grid.value()),
                          "kg CO2e a month",
                          new TreeSet<>(
                              Stream.concat(sources.stream(), Stream.of(grid.source())).toList())))
              .orElseGet(() -> missing(generation, Kind.GRID_CARBON));
    };
  }

  private Optional<Coefficient> find(String generation, Kind kind) {
    return of(generation, kind).or(() -> of(Coefficient.ANY, kind));
  }

  private Optional<Coefficient> of(String generation, Kind kind) {
    return known.stream()
        .filter(one -> one.kind() == kind && one.generation().equals(generation))
        .findFirst();
  }

  private static Priced missing(String generation, Kind kind) {
    return new Priced.Unavailable(
        "no %s for %s: name one with its source in the file of COWBELL_COEFFICIENTS_FILE"
            .formatted(kind.word(), generation));
  }
}
