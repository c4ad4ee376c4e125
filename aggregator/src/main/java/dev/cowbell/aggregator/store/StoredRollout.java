package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.guardrail.Fleet;
import dev.cowbell.aggregator.guardrail.Stage;
import java.time.Instant;
import java.util.List;

/**
 * How far advice has come.
 *
 * @param because why it stands there, a sentence each
 * @param treatedHosts how many hosts are to have the change
 * @param treatedHostIds which, sorted; empty where all are to have it and where they are more than
 *     {@value #MOST_NAMED}: then the first so many in order
 * @param hosts hosts there are
 * @param movedAt when it came there, by the time of ticks
 */
public record StoredRollout(
    ServiceOnClass about,
    String control,
    String treatment,
    Stage stage,
    List<String> because,
    int treatedHosts,
    List<String> treatedHostIds,
    int hosts,
    Instant movedAt) {
  /** So that a message stays well below the megabyte that Kafka takes. */
  private static final int MOST_NAMED = 10_000;

  /** The names to store of hosts that are to have the change at a stage. */
  public static List<String> named(Stage stage, List<String> treatedHosts) {
    return stage instanceof Fleet || treatedHosts.size() > MOST_NAMED
        ? List.of()
        : treatedHosts.stream().sorted().toList();
  }
}
