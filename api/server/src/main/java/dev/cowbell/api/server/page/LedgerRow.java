package dev.cowbell.api.server.page;

import dev.cowbell.api.server.decision.LedgerEntry;
import dev.cowbell.api.server.efficiency.Saving;
import dev.cowbell.api.server.figure.Bytes;
import dev.cowbell.api.server.figure.Quantity;
import dev.cowbell.api.server.figure.Words;
import java.util.Locale;

/** A prediction and what came true, as a row. */
public record LedgerRow(
    String treatment,
    String stage,
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
        entry.treatment(),
        entry.stage().toLowerCase(Locale.ROOT),
        Words.moment(entry.predictedAt()),
        Bytes.of(entry.predicted().bytes()),
        range(entry.predicted()) + "; " + entry.basis(),
        entry.realised().isPresent(),
        Bytes.of(realised.bytes()),
        entry
            .realised()
            .map(r -> range(r.range()) + ", " + Words.count(r.hosts(), "host"))
            .orElse(""));
  }

  private static String range(Saving.Range range) {
    return Bytes.range(range.low(), range.high());
  }
}
