package dev.cowbell.api.server.fleet;

import dev.cowbell.api.contract.v1.Basis;

/** How figures came to be, as it is stored. */
final class Bases {
  private Bases() {}

  static Basis ofNumber(int number) {
    Basis basis = Basis.forNumber(number);
    return basis == null ? Basis.BASIS_UNSPECIFIED : basis;
  }
}
