package dev.cowbell.aggregator.recommend;

/** Settings that are advised on. */
public enum Kind {
  /** Policy of the interpreter's collector. */
  GC_POLICY,
  /** Memory at which a worker is restarted. */
  WORKER_RSS_LIMIT,
  /** Workers per family. */
  WORKER_COUNT,
  /** Memory request of the pod. */
  MEMORY_REQUEST
}
