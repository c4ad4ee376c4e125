package dev.cowbell.collector.family;

import java.util.List;

/**
 * One master with everything forked from it, directly or through other workers.
 *
 * @param workers by pid
 */
public record ForkTree(ProcessKey master, List<ForkedWorker> workers) {

  /**
   * A worker.
   *
   * @param parent which it was forked from: the master or another worker
   */
  public record ForkedWorker(ProcessKey key, ProcessKey parent) {}
}
