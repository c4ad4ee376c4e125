package dev.cowbell.aggregator.savings;

/** Why a worker does not take part in a comparison. */
public enum LeftOut {
  /** Its sharing could not be read. */
  NO_FIGURES,
  /** It was first read when it was older than the age of comparison. */
  NOT_READ_WHEN_YOUNG,
  /** Its last reading is of an age too far below that of the comparison. */
  TOO_YOUNG,
  /** Its host left the experiment, or has not shown enough whole days yet. */
  HOST_LEFT
}
