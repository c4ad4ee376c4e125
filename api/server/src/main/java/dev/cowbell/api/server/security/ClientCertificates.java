package dev.cowbell.api.server.security;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Asks for client certificates where an authority for them is configured. It asks and does not
 * require, so that probes of health need none; whoever shows one must show a good one, and whoever
 * shows none is a stranger to the door.
 */
@Singleton
public final class ClientCertificates implements HttpServerOptionsCustomizer {
  private final boolean wanted;

  ClientCertificates(@ConfigProperty(name = "cowbell.tls.client-ca") Optional<String> authority) {
    wanted = authority.isPresent();
  }

  @Override
  public void customizeHttpsServer(HttpServerOptions options) {
    if (wanted) {
      options.setClientAuth(ClientAuth.REQUEST);
    }
  }
}
