package dev.cowbell.api.server.capacity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What arms save against the control of their service and class, to be looked up. */
public final class Effects {
  private final Map<Place, Map<String, Range>> byArm = new HashMap<>();

  /** Where arms were compared. */
  private record Place(String service, String hardwareClass) {}

  /** Of several about one arm in one place the first counts. */
  public Effects(List<Effect> effects) {
    effects.forEach(one -> at(one).putIfAbsent(one.treatment(), one.bytesPerWorker()));
    // A control saves nothing against itself, whatever it is compared with elsewhere.
    effects.forEach(one -> at(one).put(one.control(), Range.ZERO));
  }

  private Map<String, Range> at(Effect effect) {
    return byArm.computeIfAbsent(
        new Place(effect.service(), effect.hardwareClass()), _ -> new HashMap<>());
  }

  /** Whether an arm was compared anywhere. */
  public boolean know(String arm) {
    return byArm.values().stream().anyMatch(here -> here.containsKey(arm));
  }

  /** What an arm saves per worker where this load runs; the control itself, nothing. */
  Optional<Range> against(Load load, String arm) {
    Map<String, Range> here = byArm.get(new Place(load.service(), load.hardwareClass()));
    return here == null ? Optional.empty() : Optional.ofNullable(here.get(arm));
  }
}
