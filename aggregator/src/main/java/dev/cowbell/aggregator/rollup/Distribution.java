package dev.cowbell.aggregator.rollup;

import com.datadoghq.sketch.ddsketch.DDSketch;

/**
 * How one figure of a {@link SharingRollup} is distributed just now.
 *
 * @param moments of the figure itself, below zero included
 * @param sketch of max(0, figure)
 */
public record Distribution(Moments moments, DDSketch sketch) {

  /** The sketch as DDSketch protobuf. */
  public byte[] sketchBytes() {
    return SketchBytes.write(sketch);
  }

  /** The figure that this share (0 to 1) of the readings does not exceed, within one per cent. */
  public double quantile(double share) {
    return sketch.getValueAtQuantile(share);
  }
}
