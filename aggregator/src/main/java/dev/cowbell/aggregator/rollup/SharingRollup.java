package dev.cowbell.aggregator.rollup;

/**
 * A partial roll-up: what is known of all readings under one {@link RollupKey}. Adding readings one
 * by one, or merging partials of any split of them, gives the same counts, sums, range and sketch;
 * only the sum of squares may differ in its last digits. Mutable and confined to one thread.
 */
public final class SharingRollup {

  private Totals totals;
  private final Distribution loss;
  private final Distribution growth;

  private SharingRollup(Totals totals, Distribution loss, Distribution growth) {
    this.totals = totals;
    this.loss = loss;
    this.growth = growth;
  }

  /** Of no reading yet. */
  public static SharingRollup empty() {
    return new SharingRollup(Totals.NONE, Distribution.empty(), Distribution.empty());
  }

  /** As it was stored. */
  public static SharingRollup restored(Totals totals, Distribution loss, Distribution growth) {
    return new SharingRollup(totals, loss, growth);
  }

  /** Counts one more reading. */
  public void add(SharingSample sample) {
    totals = totals.plus(sample);
    loss.add(sample.sharingLossBytes());
    growth.add(sample.privateGrowthBytes());
  }

  /** Counts all readings of another partial. */
  public void merge(SharingRollup other) {
    totals = totals.plus(other.totals);
    loss.merge(other.loss);
    growth.merge(other.growth);
  }

  /** Counts and plain sums. */
  public Totals totals() {
    return totals;
  }

  /** Sharing loss per reading. */
  public Distribution loss() {
    return loss;
  }

  /** Private growth per reading. */
  public Distribution growth() {
    return growth;
  }
}
