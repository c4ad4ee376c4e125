package dev.cowbell.aggregator.rollup;

import com.datadoghq.sketch.ddsketch.DDSketch;

/**
 * How one figure is distributed: its moments, and a sketch of what of it lies above zero. Mutable,
 * because a sketch is; owned by one {@link SharingRollup}.
 */
public final class Distribution {

  private Moments moments;
  private final DDSketch sketch;

  private Distribution(Moments moments, DDSketch sketch) {
    this.moments = moments;
    this.sketch = sketch;
  }

  static Distribution empty() {
    return new Distribution(Moments.NONE, SketchBytes.emptySketch());
  }

  /** As it was written by {@link #moments()} and {@link #sketchBytes()}. */
  public static Distribution restored(Moments moments, byte[] sketchBytes) {
    return new Distribution(moments, SketchBytes.parse(sketchBytes));
  }

  /** The moments of the figure itself, below zero included. */
  public Moments moments() {
    return moments;
  }

  /** The sketch of max(0, figure) as DDSketch protobuf. */
  public byte[] sketchBytes() {
    return SketchBytes.write(sketch);
  }

  /** The figure that this share (0 to 1) of the readings does not exceed, within one per cent. */
  public double quantile(double share) {
    return sketch.getValueAtQuantile(share);
  }

  void add(long bytes) {
    moments = moments.plus((double) bytes);
    sketch.accept((double) Math.max(0, bytes));
  }

  void merge(Distribution other) {
    moments = moments.plus(other.moments);
    sketch.mergeWith(other.sketch);
  }
}
