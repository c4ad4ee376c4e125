package dev.cowbell.aggregator.limit;

/**
 * Evenly spread points instead of random ones, so that a few hundred lives are as good as many
 * thousands: the additive recurrence {@code frac(1/2 + n x sqrt(prime))}, one prime a dimension
 * (Niederreiter: Random Number Generation and Quasi-Monte Carlo Methods, 1992, chapter 3).
 */
final class Lattice {

  private static final int[] PRIMES = {
    2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97,
    101, 103, 107, 109, 113, 127, 131
  };

  private Lattice() {}

  /** In (0, 1); dimensions beyond the primes begin again, far apart in n. */
  static double point(int n, int dimension) {
    int turn = dimension / PRIMES.length;
    double at = 0.5 + (n + 1.0 + 7919.0 * turn) * Math.sqrt(PRIMES[dimension % PRIMES.length]);
    return at - Math.floor(at);
  }
}
