package dev.cowbell.api.server.fleet;

import dev.cowbell.api.contract.v1.Basis;
import dev.cowbell.api.contract.v1.FootprintSource;
import dev.cowbell.api.server.database.Row;
import java.util.Optional;

/** The anonymous memory a family really costs, how it was found and what that can tell. */
public record Footprint(long bytes, FootprintSource source, Basis basis) {
  static Optional<Footprint> read(Row row) {
    if (row.isNull("footprint_bytes")) {
      return Optional.empty();
    }
    FootprintSource source = FootprintSource.forNumber(row.smallNumber("footprint_source"));
    return Optional.of(
        new Footprint(
            row.number("footprint_bytes"),
            source == null ? FootprintSource.UNRECOGNIZED : source,
            Bases.ofNumber(row.smallNumber("footprint_basis"))));
  }
}
