package dev.cowbell.api.server.capacity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What arms save against the control of their service and class, to be looked up. */
public final class Effects {
  /** By service, class and arm. */
  private final Map<String, Map<String, Map<String, Range>>> byService = new HashMap<>();

  /** Of several about one arm in one place the first counts. */
  public Effects(List<Effect> effects) {
    effects.forEach(one -> at(one).putIfAbsent(one.treatment(), one.bytesPerWorker()));
    // A control saves nothing against itself, whatever it is compared with elsewhere.
    effects.forEach(one -> at(one).put(one.control(), Range.ZERO));
  }

  private Map<String, Range> at(Effect effect) {
    return byService
        .computeIfAbsent(effect.service(), _ -> new HashMap<>())
        .computeIfAbsent(effect.hardwareClass(), _ -> new HashMap<>());
  }

  /** Whether an arm was compared anywhere. */
  public boolean know(String arm) {
    return byService.values().stream()
        .flatMap(classes -> classes.values().stream())
        .anyMatch(here -> here.containsKey(arm));
  }

  /**
   * What an arm saves per worker of a load against its own; absent where they were not compared.
   */
  Optional<Range> of(String arm, Load load) {
    Map<String, Range> here =
        byService
            .getOrDefault(load.service(), Map.of())
            .getOrDefault(load.hardwareClass(), Map.of());
    Range to = here.get(arm);
    Range from = here.get(load.arm());
    return to == null || from == null ? Optional.empty() : Optional.of(to.minus(from));
  }
}
