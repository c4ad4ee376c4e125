package dev.cowbell.collector.spool;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Losses that the receiver does not know of yet. A record may carry the news of them; should it be
 * lost in turn, its news are open again. Not for several threads.
 */
final class LossBook {
  private final Map<Loss.Reason, Loss> unreported = new EnumMap<>(Loss.Reason.class);
  private final SortedMap<Long, List<Loss>> carried = new TreeMap<>();
  private List<Loss> taken = List.of();

  void add(Loss loss) {
    unreported.merge(loss.reason(), loss, Loss::plus);
  }

  /** The news that the next record carries, one per reason. */
  List<Loss> take() {
    taken.forEach(this::add);
    taken = List.copyOf(unreported.values());
    unreported.clear();
    return taken;
  }

  /** This record carries what was taken last. Answers whether that was anything. */
  boolean bind(long number) {
    if (taken.isEmpty()) {
      return false;
    }
    carried.put(number, taken);
    taken = List.of();
    return true;
  }

  /** The record arrived, and its news with it. Answers whether it had any. */
  boolean arrived(long number) {
    return carried.remove(number) != null;
  }

  /** The record is lost; its news are open again. */
  void lost(long number) {
    List<Loss> news = carried.remove(number);
    if (news != null) {
      news.forEach(this::add);
    }
  }

  /** What no stored record carries. */
  List<Loss> unreported() {
    LossBook merged = new LossBook();
    unreported.values().forEach(merged::add);
    taken.forEach(merged::add);
    return List.copyOf(merged.unreported.values());
  }

  /** What which record carries. */
  SortedMap<Long, List<Loss>> carried() {
    return new TreeMap<>(carried);
  }

  void restore(Collection<Loss> open, Map<Long, List<Loss>> underway) {
    open.forEach(this::add);
    underway.forEach((number, losses) -> carried.put(number, new ArrayList<>(losses)));
  }
}
