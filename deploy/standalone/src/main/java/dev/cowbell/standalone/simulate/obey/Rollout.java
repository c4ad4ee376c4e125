package dev.cowbell.standalone.simulate.obey;

/**
 * How many hosts of a group run the arm advised: the first ones in {@link HostOrder}.
 *
 * <table>
 *   <caption>Hosts of n, rounded down</caption>
 *   <tr><td>CANARY</td><td>max(2, min(8, n / 20)), at most n</td></tr>
 *   <tr><td>EXPAND</td><td>n / 4, at least as many as CANARY</td></tr>
 *   <tr><td>FLEET</td><td>n</td></tr>
 *   <tr><td>HELD</td><td>as many as before</td></tr>
 *   <tr><td>OBSERVE, ROLLED_BACK</td><td>none</td></tr>
 * </table>
 *
 * <p>Advice that says how many hosts are to have it is taken at its word, whatever the stage.
 */
record Rollout(String treatment, int hosts) {
  static final Rollout NONE = new Rollout("", 0);

  private static final int CANARY_LEAST = 2;
  private static final int CANARY_MOST = 8;

  /** The rollout after new advice for a group of so many hosts. */
  Rollout after(Advice advice, int groupHosts) {
    return advice.hosts().isPresent()
        ? new Rollout(advice.treatment(), Math.min(advice.hosts().getAsInt(), groupHosts))
        : byStage(advice, groupHosts);
  }

  private Rollout byStage(Advice advice, int groupHosts) {
    return switch (advice.step()) {
      case OBSERVE, ROLLED_BACK -> NONE;
      case CANARY -> new Rollout(advice.treatment(), canary(groupHosts));
      case EXPAND -> new Rollout(advice.treatment(), Math.max(canary(groupHosts), groupHosts / 4));
      case FLEET -> new Rollout(advice.treatment(), groupHosts);
      case HELD -> this;
    };
  }

  private static int canary(int groupHosts) {
    return Math.min(groupHosts, Math.max(CANARY_LEAST, Math.min(CANARY_MOST, groupHosts / 20)));
  }
}
