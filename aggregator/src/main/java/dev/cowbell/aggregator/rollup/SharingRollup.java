package dev.cowbell.aggregator.rollup;

import com.datadoghq.sketch.ddsketch.DDSketch;

/**
 * A partial roll-up: what is known of all readings under one {@link RollupKey}. Adding readings one
 * by one, or merging partials of any split of them, gives the same counts, sums, range and sketch;
 * only the sum of squares may differ in its last digits. Mutable and confined to one thread.
 */
public final class SharingRollup {

  private final SharingMoments moments;
  private final DDSketch loss;
  private final DDSketch growth;

  private SharingRollup(SharingMoments moments, DDSketch loss, DDSketch growth) {
    this.moments = moments;
    this.loss = loss;
    this.growth = growth;
  }

  /** Of no reading yet. */
  public static SharingRollup empty() {
    return new SharingRollup(
        SharingMoments.empty(), SketchBytes.emptySketch(), SketchBytes.emptySketch());
  }

  /** As it was stored, sketches in the form of {@link Distribution#sketchBytes()}. */
  public static SharingRollup restored(
      SharingMoments moments, byte[] lossSketch, byte[] growthSketch) {
    return new SharingRollup(
        moments, SketchBytes.parse(lossSketch), SketchBytes.parse(growthSketch));
  }

  /** Counts one more reading. */
  public void add(SharingSample sample) {
    moments.add(sample);
    loss.accept((double) Math.max(0, sample.sharingLossBytes()));
    growth.accept((double) Math.max(0, sample.privateGrowthBytes()));
  }

  /** Counts all readings of another partial. */
  public void merge(SharingRollup other) {
    moments.merge(other.moments);
    loss.mergeWith(other.loss);
    growth.mergeWith(other.growth);
  }

  /** Counts and plain sums. */
  public Totals totals() {
    return moments.totals();
  }

  /** Without how the figures are distributed. */
  public SharingMoments moments() {
    return moments;
  }

  /** Sharing loss per reading. */
  public Distribution loss() {
    return new Distribution(moments.loss(), loss);
  }

  /** Private growth per reading. */
  public Distribution growth() {
    return new Distribution(moments.growth(), growth);
  }
}
