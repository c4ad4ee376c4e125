package dev.cowbell.bench.query;

/** What is asked, in turns. */
enum Question {
  GET_SAVINGS,
  GET_SHARING_CURVE,
  LIST_RECOMMENDATIONS;

  static Question of(long call) {
    return values()[(int) (call % values().length)];
  }

  /** As it stands in names of results. */
  String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
