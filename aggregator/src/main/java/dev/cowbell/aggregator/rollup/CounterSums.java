package dev.cowbell.aggregator.rollup;

/**
 * Hardware counters of some ticks. Cycles per instruction are kept with their squares, since their
 * spread from tick to tick is part of what is normal (CPI2).
 *
 * @param ticks ticks at which instructions and cycles were counted
 * @param missTicks ticks at which references and misses of the cache were counted
 */
public record CounterSums(
    long ticks,
    double cpiSum,
    double cpiSumSquares,
    long missTicks,
    double cacheReferences,
    double cacheMisses) {

  /** Nothing counted. */
  public static final CounterSums NONE = new CounterSums(0, 0, 0, 0, 0, 0);

  /** One tick's instructions and cycles; nothing where either is nil. */
  public static CounterSums ofCycles(long cycles, long instructions) {
    if (cycles <= 0 || instructions <= 0) {
      return NONE;
    }
    double cpi = (double) cycles / instructions;
    return new CounterSums(1, cpi, cpi * cpi, 0, 0, 0);
  }

  /** One tick's references and misses; nothing where nothing was referred to. */
  public static CounterSums ofMisses(long misses, long references) {
    return references <= 0
        ? NONE
        : new CounterSums(0, 0, 0, 1, (double) references, (double) misses);
  }

  /** Both. */
  public CounterSums plus(CounterSums other) {
    return new CounterSums(
        ticks + other.ticks,
        cpiSum + other.cpiSum,
        cpiSumSquares + other.cpiSumSquares,
        missTicks + other.missTicks,
        cacheReferences + other.cacheReferences,
        cacheMisses + other.cacheMisses);
  }
}
