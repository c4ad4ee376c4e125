package dev.cowbell.standalone.simulate.obey;

import java.util.BitSet;

/** Which hosts of a group run the arm advised. */
sealed interface Rollout {
  String treatment();

  /** How many hosts. */
  int hosts();

  /**
   * Whether a host is one of them.
   *
   * @param host its number in the fleet
   * @param rank its place in its group in {@link HostOrder}
   */
  boolean has(int host, int rank);

  /**
   * The rollout after advice that names no hosts: the first ones in {@link HostOrder}.
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
  default Rollout after(Advice advice, int groupHosts) {
    return advice.hosts().isPresent()
        ? new First(advice.treatment(), Math.min(advice.hosts().getAsInt(), groupHosts))
        : byStage(advice, groupHosts);
  }

  private Rollout byStage(Advice advice, int groupHosts) {
    return switch (advice.step()) {
      case OBSERVE, ROLLED_BACK -> new First("", 0);
      case CANARY -> new First(advice.treatment(), canary(groupHosts));
      case EXPAND -> new First(advice.treatment(), Math.max(canary(groupHosts), groupHosts / 4));
      case FLEET -> new First(advice.treatment(), groupHosts);
      case HELD -> this;
    };
  }

  private static int canary(int groupHosts) {
    return Math.min(groupHosts, Math.max(2, Math.min(8, groupHosts / 20)));
  }

  /** The first so many in {@link HostOrder}. */
  record First(String treatment, int hosts) implements Rollout {
    @Override
    public boolean has(int host, int rank) {
      return rank < hosts;
    }
  }

  /** Those that the advice names. */
  record Named(String treatment, BitSet numbers) implements Rollout {
    @Override
    public int hosts() {
      return numbers.cardinality();
    }

    @Override
    public boolean has(int host, int rank) {
      return numbers.get(host);
    }
  }
}
