package dev.cowbell.api.server.security;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Says at every start that nobody is asked who they are. */
@Singleton
final class OpenDoor {
  private static final Logger LOG = Logger.getLogger(OpenDoor.class);

  private final String host;

  OpenDoor(@ConfigProperty(name = "quarkus.http.host") String host) {
    this.host = host;
  }

  void say(@Observes StartupEvent started) {
    LOG.warnf(
        "AUTHENTICATION IS OFF: whoever reaches %s can read every figure. Keep it on a network you trust.",
        host);
  }
}
