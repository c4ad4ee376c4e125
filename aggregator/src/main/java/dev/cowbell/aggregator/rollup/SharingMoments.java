package dev.cowbell.aggregator.rollup;

/**
 * What a minute keeps of readings: counts, sums and ranges. All of them add up, so the database can
 * do it. Mutable and confined to one thread.
 */
public final class SharingMoments {

  private long readings;
  private long estimatedReadings;
  private long simulatedReadings;
  private double inheritedSum;
  private double stillSharedSum;
  private double rssSum;
  private final Running loss = new Running();
  private final Running growth = new Running();

  private SharingMoments() {}

  /** Moments that grow. */
  private static final class Running {
    private double sum;
    private double sumSquares;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    void add(double value) {
      sum += value;
      sumSquares += value * value;
      min = Math.min(min, value);
      max = Math.max(max, value);
    }

    void add(Moments other) {
      sum += other.sum();
      sumSquares += other.sumSquares();
      min = Math.min(min, other.min());
      max = Math.max(max, other.max());
    }

    Moments moments() {
      return new Moments(sum, sumSquares, min, max);
    }
  }

  /** Of no reading yet. */
  public static SharingMoments empty() {
    return new SharingMoments();
  }

  /** As they were stored. */
  public static SharingMoments restored(Totals totals, Moments loss, Moments growth) {
    SharingMoments moments = new SharingMoments();
    moments.add(totals);
    moments.loss.add(loss);
    moments.growth.add(growth);
    return moments;
  }

  /** Counts one more reading. */
  public void add(SharingSample sample) {
    readings++;
    estimatedReadings += sample.estimated() ? 1 : 0;
    simulatedReadings += sample.simulated() ? 1 : 0;
    inheritedSum += sample.inheritedBytes();
    stillSharedSum += sample.stillSharedBytes();
    rssSum += sample.rssBytes();
    loss.add((double) sample.sharingLossBytes());
    growth.add((double) sample.privateGrowthBytes());
  }

  /** Counts all readings of others. */
  public void merge(SharingMoments other) {
    add(other.totals());
    loss.add(other.loss());
    growth.add(other.growth());
  }

  private void add(Totals other) {
    readings += other.readings();
    estimatedReadings += other.estimatedReadings();
    simulatedReadings += other.simulatedReadings();
    inheritedSum += other.inheritedSum();
    stillSharedSum += other.stillSharedSum();
    rssSum += other.rssSum();
  }

  /** Counts and plain sums. */
  public Totals totals() {
    return new Totals(
        readings, estimatedReadings, simulatedReadings, inheritedSum, stillSharedSum, rssSum);
  }

  /** Of the sharing loss per reading. */
  public Moments loss() {
    return loss.moments();
  }

  /** Of the private growth per reading. */
  public Moments growth() {
    return growth.moments();
  }
}
