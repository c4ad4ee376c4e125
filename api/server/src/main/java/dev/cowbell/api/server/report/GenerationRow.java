package dev.cowbell.api.server.report;

import dev.cowbell.api.server.efficiency.Saving;
import dev.cowbell.api.server.figure.Bytes;
import dev.cowbell.api.server.figure.Quantity;
import dev.cowbell.api.server.figure.Words;
import java.util.List;

/** Savings on one generation as a row. */
public record GenerationRow(
    String generation, String hosts, Side realised, Side remaining, boolean simulated) {
  /**
   * Realised or remaining savings.
   *
   * @param any whether there are workers to which it applies
   */
  public record Side(boolean any, String workers, Quantity avoided, String range, Quantity added) {
    static Side of(GenerationSavings.Part part) {
      return new Side(
          part.workers() > 0,
          Words.count(part.workers(), "worker"),
          Bytes.of(part.lossAvoided().bytes()),
          range(part.lossAvoided()),
          Bytes.difference(part.growthAdded().bytes()));
    }

    private static String range(Saving.Range range) {
      return Bytes.range(range.low(), range.high());
    }
  }

  public static List<GenerationRow> of(List<GenerationSavings> generations) {
    return generations.stream()
        .map(
            g ->
                new GenerationRow(
                    g.generation(),
                    Words.count(g.hosts(), "host"),
                    Side.of(g.realised()),
                    Side.of(g.remaining()),
                    g.simulated()))
        .toList();
  }
}
