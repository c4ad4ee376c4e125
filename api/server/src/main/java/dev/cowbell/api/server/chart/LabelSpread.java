package dev.cowbell.api.server.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Moves labels apart that would overlap, as little as needed and within the frame. */
final class LabelSpread {
  private LabelSpread() {}

  /**
   * New positions in the order of the old ones.
   *
   * @param wanted where the labels want to be
   * @param gap least distance between two
   * @param highest greatest position allowed
   */
  static List<Double> spread(List<Double> wanted, double gap, double highest) {
    List<Integer> order =
        IntStream.range(0, wanted.size())
            .boxed()
            .sorted(Comparator.comparing(wanted::get))
            .toList();
    Double[] placed = new Double[wanted.size()];
    double next = Double.NEGATIVE_INFINITY;
    for (int i : order) {
      placed[i] = Math.max(wanted.get(i), next);
      next = placed[i] + gap;
    }
    double limit = highest;
    for (int i : order.reversed()) {
      placed[i] = Math.min(placed[i], limit);
      limit = placed[i] - gap;
    }
    return new ArrayList<>(List.of(placed));
  }
}
