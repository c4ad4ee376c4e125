package dev.cowbell.api.server.page;

import dev.cowbell.api.server.decision.LedgerEntry;
import dev.cowbell.api.server.efficiency.Saving;
import dev.cowbell.api.server.figure.Bytes;
import dev.cowbell.api.server.figure.Quantity;
import dev.cowbell.api.server.figure.Words;

/** A prediction and what came true, as a row. */
public record LedgerRow(
    String arms,
    String at,
    Quantity predicted,
    String predictedRange,
    boolean known,
    Quantity realised,
    String realisedRange) {
  static LedgerRow of(LedgerEntry entry) {
    Saving.Range realised =
        entry.realised().map(LedgerEntry.Realised::range).orElse(Saving.Range.NONE);
    return new LedgerRow(
        entry.treatment() + " instead of " + entry.control(),
        Words.moment(entry.advisedAt()),
        Bytes.difference(entry.predicted().bytes()),
        range(entry.predicted()) + ", " + workers(entry.workers()),
        entry.realised().isPresent(),
        Bytes.difference(realised.bytes()),
        entry
            .realised()
            .map(r -> range(r.range()) + ", " + workers(r.workers()) + ", " + Words.moment(r.at()))
            .orElse(""));
  }

  private static String workers(double workers) {
    return Words.count(Math.round(workers), "worker");
  }

  private static String range(Saving.Range range) {
    return Bytes.range(range.low(), range.high());
  }
}
