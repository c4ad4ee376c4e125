package dev.cowbell.collector.why;

/** What the interpreter's collector was doing at one moment. */
enum Moment {
  /** It was running. */
  COLLECTING,
  /** It was not. */
  NOT_COLLECTING,
  /** It began or ended nearby, or its state cannot be read. */
  UNKNOWN
}
