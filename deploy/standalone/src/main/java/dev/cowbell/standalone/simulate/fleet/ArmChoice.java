package dev.cowbell.standalone.simulate.fleet;

import java.util.Optional;

/** Which arm a host is to run. The answer for one moment must not change while it is used. */
@FunctionalInterface
public interface ArmChoice {
  /** Every host stays with the arm it began with. */
  ArmChoice AS_PLANTED = host -> Optional.empty();

  /** Empty for the arm it began with. */
  Optional<String> armOf(int host);
}
