package dev.cowbell.aggregator.guardrail;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One hardware generation in a rollout, or one class of it where it comes in several sizes.
 *
 * @param name name of the hardware class, such as {@code Sandy Bridge-EP / 32 cores / 32 GiB}
 * @param microarchitecture what classes that stand or fall together share, such as {@code Sandy
 *     Bridge-EP}
 * @param releaseYear when it came out; the oldest goes first
 * @param hosts its hosts
 * @param stage where it stands
 * @param treatedHosts hosts that have the change, as the step before named them
 * @param advised whether the change is advised for it
 * @param observations what its hosts showed, those without the change as well, since its stage
 *     began (in FLEET, for 14 days)
 * @param baselines what is normal for each host
 * @param ipc change of instructions per cycle, where there is an interval
 */
public record Generation(
    String name,
    String microarchitecture,
    int releaseYear,
    List<String> hosts,
    Stage stage,
    List<String> treatedHosts,
    boolean advised,
    List<HostObservation> observations,
    Map<String, HostBaseline> baselines,
    Optional<IpcChange> ipc) {

  public Generation {
    hosts = List.copyOf(hosts);
    treatedHosts = List.copyOf(treatedHosts);
    observations = List.copyOf(observations);
    baselines = Map.copyOf(baselines);
  }
}
