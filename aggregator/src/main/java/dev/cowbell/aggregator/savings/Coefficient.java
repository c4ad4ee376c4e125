package dev.cowbell.aggregator.savings;

/**
 * What a GiB of memory costs on hosts of one generation.
 *
 * @param generation as in {@code hardware_class.generation}, or {@code *} for those without a line
 *     of their own
 * @param unit its unit
 * @param source where the figure comes from; never empty
 */
public record Coefficient(String generation, Kind kind, double value, String unit, String source) {

  /** Stands for every generation. */
  static final String ANY = "*";

  /** What can be configured, and in which units. */
  public enum Kind {
    /** Price of memory: a currency by its ISO 4217 code per GiB and month. */
    MEMORY_PRICE("memory-price", "[A-Z]{3}/GiB-month", "EUR/GiB-month"),
    /** Power that memory draws, cooling included where the source includes it. */
    MEMORY_POWER("memory-power", "W/GiB", "W/GiB"),
    /** What electricity emits where the hosts stand. */
    GRID_CARBON("grid-carbon", "kgCO2e/kWh", "kgCO2e/kWh");

    private final String word;
    private final String pattern;
    private final String example;

    Kind(String word, String pattern, String example) {
      this.word = word;
      this.pattern = pattern;
      this.example = example;
    }

    /** As it is written in the file. */
    public String word() {
      return word;
    }

    boolean accepts(String unit) {
      return unit.matches(pattern);
    }

    String example() {
      return example;
    }
  }
}
