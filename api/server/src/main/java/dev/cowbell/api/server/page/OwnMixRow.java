package dev.cowbell.api.server.page;

import dev.cowbell.api.server.decision.OwnMix;
import dev.cowbell.api.server.efficiency.Saving;
import dev.cowbell.api.server.figure.Bytes;
import dev.cowbell.api.server.figure.Quantity;

/** What the fleet pays under one arm against the control, as a row. */
public record OwnMixRow(
    String arms,
    Quantity loss,
    String lossRange,
    Quantity growth,
    String growthRange,
    Quantity footprint,
    String footprintRange,
    String departures) {
  static OwnMixRow of(OwnMix mix) {
    return new OwnMixRow(
        mix.treatment() + " against " + mix.control(),
        Bytes.difference(mix.lossAvoided().bytes()),
        range(mix.lossAvoided()),
        Bytes.difference(mix.growthAdded().bytes()),
        range(mix.growthAdded()),
        Bytes.difference(mix.footprintAvoided().bytes()),
        range(mix.footprintAvoided()),
        mix.departures());
  }

  private static String range(Saving.Range range) {
    return Bytes.range(range.low(), range.high());
  }
}
