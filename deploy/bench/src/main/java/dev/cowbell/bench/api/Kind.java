package dev.cowbell.bench.api;

/** What is called, and what share of the calls it is. */
enum Kind {
  /** ListHosts, ListServices, ListRecommendations and ListHardwareClasses, a page each. */
  LIST("list", 45),
  /** GetSavings of one service. */
  SAVINGS("get_savings", 40),
  /** PlanCapacity of all services and classes over 24 months. */
  PLAN("plan_capacity", 10),
  /** The overview page and pages of services, up to the first byte of the body. */
  PAGE("page_first_byte", 5);

  private final String result;
  private final int percent;

  Kind(String result, int percent) {
    this.result = result;
    this.percent = percent;
  }

  String result() {
    return result;
  }

  /** The kind of the n-th call: evenly mixed, the same in every run. */
  static Kind of(long call) {
    long place = (call * 37) % 100; // 37 and 100 share no divisor: every place comes once.
    long upTo = 0;
    for (Kind kind : values()) {
      upTo += kind.percent;
      if (place < upTo) {
        return kind;
      }
    }
    return LIST;
  }
}
