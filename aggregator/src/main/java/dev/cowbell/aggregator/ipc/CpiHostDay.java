package dev.cowbell.aggregator.ipc;

/**
 * Cycles per instruction of one host on one day, for one service under one arm. A task of CPI2 is a
 * host here: counters are read system-wide.
 *
 * @param daysAgo 0 for today
 * @param samples ticks it rests on
 * @param mean mean of their cycles per instruction
 * @param meanSquare mean of the squares
 */
public record CpiHostDay(
    String host, String arm, int daysAgo, long samples, double mean, double meanSquare) {

  /** Cycles per instruction of one reading: 1,391,935,375 / 694,470,820 = 2.004. */
  public static double cpi(long cycles, long instructions) {
    return (double) cycles / instructions;
  }

  /** Misses per thousand instructions: 6,667,696 of 694,470,820 are 9.60. */
  public static double mpki(long misses, long instructions) {
    return 1000.0 * misses / instructions;
  }

  /** Misses of references: 268,195,790 of 2,191,115,722 are 12.240 %. */
  public static double missRatio(long misses, long references) {
    return (double) misses / references;
  }
}
