package dev.cowbell.aggregator.guardrail;

/**
 * How many hosts a stage has and what it takes to pass it.
 *
 * <p>Table of sizes by hosts of the generation:
 *
 * <pre>
 *   hosts    first wave  canary  expand
 *       1             1       1       1
 *      20             2       2       5
 *     100             2       5      25
 *     160             2       8      40
 *   10000             2       8    2500
 * </pre>
 *
 * @param canaryReloads clean reloads each host of the canary must show: 2, since a rail takes 2
 * @param expandReloads clean reloads that hosts of EXPAND must show on average: with 6, a fault in
 *     a tenth of reloads goes unseen on 40 hosts in fewer than 1 of 100 rollouts
 * @param expandLeastReloads clean reloads that all hosts of EXPAND together must show, where that
 *     is more: 60 without a fault exclude a share of 5 % (rule of three)
 */
public record StagePolicy(int canaryReloads, int expandReloads, int expandLeastReloads) {
  public static final StagePolicy DEFAULT = new StagePolicy(2, 6, 60);

  private static final int FIRST_WAVE = 2;
  private static final int LARGEST_CANARY = 8;
  private static final double CANARY_SHARE = 0.05;
  private static final double EXPAND_SHARE = 0.25;

  /** Hosts that may have the change, of so many. */
  public int treatedHosts(Stage stage, int hosts) {
    return switch (stage) {
      case Observe _, RolledBack _ -> 0;
      case Held held -> treatedHosts(held.heldAt(), hosts);
      case Canary canary ->
          switch (canary.wave()) {
            case FIRST -> Math.min(FIRST_WAVE, hosts);
            case WHOLE -> canary(hosts);
          };
      case Expand _ -> Math.max(canary(hosts), (int) Math.ceil(EXPAND_SHARE * hosts));
      case Fleet _ -> hosts;
    };
  }

  private static int canary(int hosts) {
    int share = Math.min(LARGEST_CANARY, (int) (CANARY_SHARE * hosts));
    return Math.min(hosts, Math.max(FIRST_WAVE, share));
  }

  /** Clean reloads that EXPAND takes on so many hosts. */
  int expandReloadsInAll(int treatedHosts) {
    return Math.max(expandReloads * treatedHosts, expandLeastReloads);
  }
}
