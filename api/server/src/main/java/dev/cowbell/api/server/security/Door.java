package dev.cowbell.api.server.security;

import java.util.Optional;

/**
 * Lets callers in, or not. Without an access file and without a provider there is nothing to ask
 * for: everybody may read, and nobody is an operator.
 */
public final class Door {
  private final Optional<AccessFile> file;
  private final Optional<OidcTokens> oidc;
  private final Rate rate;

  Door(Optional<AccessFile> file, Optional<OidcTokens> oidc, Rate rate) {
    this.file = file;
    this.oidc = oidc;
    this.rate = rate;
  }

  /** Whether callers are asked who they are. */
  boolean isClosed() {
    return file.isPresent() || oidc.isPresent();
  }

  /** What to say to a call. */
  Admission admit(Credentials credentials) {
    Optional<Caller> known =
        isClosed() ? caller(credentials) : Optional.of(Caller.unknown(credentials.address()));
    return known
        .map(this::limited)
        .orElseGet(
            () ->
                new Admission.Stranger(
                    "this needs a bearer token, or a client certificate, that is known here"));
  }

  private Admission limited(Caller caller) {
    String who = isClosed() ? caller.name() : caller.address();
    return rate.take(who, System.nanoTime())
        ? new Admission.In(caller)
        : new Admission.TooFast(
            "more than %.0f calls a second from one caller: call less often, or in larger pages"
                .formatted(rate.callsPerSecond()));
  }

  private Optional<Caller> caller(Credentials credentials) {
    String address = credentials.address();
    return credentials
        .token()
        .flatMap(token -> holder(token, address))
        .or(
            () ->
                credentials
                    .commonName()
                    .flatMap(name -> file.flatMap(known -> known.named(name)))
                    .map(line -> new Caller(line.name(), line.role(), address)));
  }

  private Optional<Caller> holder(String token, String address) {
    return file.flatMap(known -> known.holder(token))
        .map(line -> new Caller(line.name(), line.role(), address))
        .or(() -> oidc.flatMap(provider -> provider.holder(token, address)));
  }

  /** Reads again what may have changed. */
  void refresh() {
    file.ifPresent(AccessFile::refresh);
    oidc.ifPresent(OidcTokens::refresh);
  }
}
