package dev.cowbell.collector.lifecycle;

import static java.util.Comparator.comparingLong;

import dev.cowbell.collector.family.ProcessKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Which workers that ended were killed for want of memory. The kernel counts its kills per cgroup,
 * and for the whole host, without names; it takes the largest first. So of the workers that ended
 * where the count rose by n, the n largest are taken.
 */
public final class OomMatch {
  private OomMatch() {}

  /**
   * A worker that ended.
   *
   * @param pool whose count its kill would have raised: a cgroup or the host
   * @param residentBytes when it was last looked at
   */
  public record Ended(ProcessKey key, String pool, long residentBytes) {}

  /**
   * A worker that was killed.
   *
   * @param certain whether no other worker that ended there at the time was spared, so that it must
   *     have been this one unless it was a process that is no worker
   */
  public record Killed(ProcessKey key, boolean certain) {}

  /**
   * The killed ones.
   *
   * @param kills what each pool's count rose by
   */
  public static List<Killed> match(Collection<Ended> ended, Map<String, Long> kills) {
    List<Killed> killed = new ArrayList<>();
    kills.forEach(
        (pool, count) -> {
          List<Ended> there =
              ended.stream()
                  .filter(one -> one.pool().equals(pool))
                  .sorted(comparingLong(Ended::residentBytes).reversed())
                  .toList();
          there.stream()
              .limit(count)
              .forEach(one -> killed.add(new Killed(one.key(), there.size() <= count)));
        });
    return killed;
  }
}
