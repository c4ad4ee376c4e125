package dev.cowbell.standalone.simulate.model;

/**
 * Random figures by name instead of by order: the same key always gives the same figure, so nothing
 * depends on what was drawn before. Mixing is SplitMix64's (Steele, Lea, Flood: Fast splittable
 * pseudorandom number generators, 2014).
 *
 * @param key names what is drawn for
 */
public record Draw(long key) {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  /** What is drawn within this, for one of its parts. */
  public Draw of(long part) {
    return new Draw(mix(key + GOLDEN * (mix(part) | 1)));
  }

  /** Uniform over [0, 1). */
  double uniform() {
    return (mix(key) >>> 11) * 0x1.0p-53;
  }

  /** Uniform over [0, bound). */
  long below(long bound) {
    return (long) (uniform() * bound);
  }

  /**
   * Mean 0, standard deviation 1, never beyond 3.5: the sum of four uniforms, which needs no
   * logarithm and so gives the same bits everywhere.
   */
  double centred() {
    double sum = 0;
    long state = key;
    for (int i = 0; i < 4; i++) {
      state += GOLDEN;
      sum += (mix(state) >>> 11) * 0x1.0p-53;
    }
    return (sum - 2) * 1.7320508075688772;
  }

  /** Around 1, with a relative standard deviation; never below a tenth. */
  double factor(double relativeDeviation) {
    return Math.max(0.1, 1 + relativeDeviation * centred());
  }

  /** All 64 bits. */
  public long bits() {
    return mix(key);
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
    return b ^ (b >>> 31);
  }
}
