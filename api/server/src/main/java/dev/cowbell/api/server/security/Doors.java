package dev.cowbell.api.server.security;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Builds the door as it is configured. */
final class Doors {
  @Produces
  @Singleton
  Door door(
      @ConfigProperty(name = "cowbell.access-file") Optional<Path> accessFile,
      @ConfigProperty(name = "cowbell.oidc.issuer") Optional<URI> issuer,
      @ConfigProperty(name = "cowbell.oidc.audience") Optional<String> audience,
      @ConfigProperty(name = "cowbell.oidc.roles-claim") String rolesClaim,
      @ConfigProperty(name = "cowbell.calls-per-second") double callsPerSecond)
      throws IOException {
    Optional<AccessFile> file = Optional.empty();
    if (accessFile.isPresent()) {
      file = Optional.of(AccessFile.read(accessFile.get()));
    }
    Optional<OidcTokens> oidc =
        issuer.map(
            uri ->
                new OidcTokens(new OidcTokens.Settings(uri, audience.orElseThrow(), rolesClaim)));
    return new Door(file, oidc, new Rate(callsPerSecond));
  }
}
