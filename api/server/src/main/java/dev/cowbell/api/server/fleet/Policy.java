package dev.cowbell.api.server.fleet;

import dev.cowbell.api.contract.v1.UnavailableReason;
import dev.cowbell.api.server.database.Row;
import dev.cowbell.api.server.figure.Figure;
import java.util.List;

/** The interpreter's collector policy in force, or why it is unknown. */
public sealed interface Policy {
  /** As it was read; {@code name} is made of the parts. */
  record InForce(String name, boolean enabled, List<Integer> thresholds, boolean frozen)
      implements Policy {}

  /** It could not be read. */
  record Unknown(UnavailableReason reason) implements Policy {}

  static Policy read(Row row) {
    return row.optionalText("policy_name")
        .<Policy>map(
            name ->
                new InForce(
                    name,
                    row.flag("policy_enabled"),
                    row.numbers("policy_thresholds"),
                    row.flag("policy_frozen")))
        .orElseGet(() -> new Unknown(Figure.missing(row.smallNumber("policy_reason")).reason()));
  }
}
