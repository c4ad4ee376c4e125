package dev.cowbell.bench.collector;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A family as its page frames show it.
 *
 * @param footprintBytes different anonymous frames of all members
 * @param lossBytes copied and orphaned, by worker
 */
record Truth(long footprintBytes, Map<Integer, Long> lossBytes) {
  private static final int WORDS_PER_WORKER = 4;

  /** From "footprint BYTES PID COPIED ORPHANED FREED PID COPIED ORPHANED FREED ...". */
  static Truth parse(List<String> words) {
    Map<Integer, Long> losses = new LinkedHashMap<>();
    for (int at = 2; at + WORDS_PER_WORKER <= words.size(); at += WORDS_PER_WORKER) {
      losses.put(
          Integer.valueOf(words.get(at)),
          Long.parseLong(words.get(at + 1)) + Long.parseLong(words.get(at + 2)));
    }
    return new Truth(Long.parseLong(words.get(1)), losses);
  }
}
