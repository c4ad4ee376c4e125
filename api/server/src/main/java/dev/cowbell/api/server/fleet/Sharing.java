package dev.cowbell.api.server.fleet;

import dev.cowbell.api.contract.v1.Basis;
import dev.cowbell.api.contract.v1.UnavailableReason;
import dev.cowbell.api.server.database.Row;
import dev.cowbell.api.server.figure.Figure;

/** What became of the bytes a worker inherited, or why that is not known. */
public sealed interface Sharing {
  /**
   * As it was read.
   *
   * @param inheritedBytes the master's anonymous resident bytes at fork
   * @param inheritedBasis measured near the birth, or estimated later
   * @param stillSharedBytes of those, shared still
   * @param lossBytes copied and orphaned; where {@code basis} is an upper bound, freed ones too
   * @param growthBytes anonymous bytes never inherited; may be negative
   */
  record Read(
      long inheritedBytes,
      Basis inheritedBasis,
      long stillSharedBytes,
      long lossBytes,
      long growthBytes,
      Basis basis)
      implements Sharing {}

  /** It is not known. */
  record Unread(UnavailableReason reason) implements Sharing {}

  static Sharing read(Row row) {
    if (row.isNull("sharing_loss_bytes")) {
      return new Unread(Figure.missing(row.smallNumber("sharing_reason")).reason());
    }
    if (row.isNull("inherited_bytes")) {
      return new Unread(Figure.missing(row.smallNumber("inherited_reason")).reason());
    }
    return new Read(
        row.number("inherited_bytes"),
        Bases.ofNumber(row.smallNumber("inherited_basis")),
        row.number("still_shared_bytes"),
        row.number("sharing_loss_bytes"),
        row.number("private_growth_bytes"),
        Bases.ofNumber(row.smallNumber("sharing_basis")));
  }
}
