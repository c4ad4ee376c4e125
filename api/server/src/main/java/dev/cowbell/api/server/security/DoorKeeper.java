package dev.cowbell.api.server.security;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Says at every start who is let in, and reads again from time to time who may be. */
@Singleton
final class DoorKeeper {
  private static final Logger LOG = Logger.getLogger(DoorKeeper.class);
  private static final Duration EVERY = Duration.ofSeconds(30);

  private final Door door;
  private final String host;
  private @Nullable Thread keeping;

  DoorKeeper(Door door, @ConfigProperty(name = "quarkus.http.host") String host) {
    this.door = door;
    this.host = host;
  }

  void start(@Observes StartupEvent started) {
    if (door.isClosed()) {
      keeping = Thread.ofVirtual().name("door").start(this::keep);
      LOG.info("Authentication is on: everything but health needs a token or a certificate.");
    } else {
      LOG.warnf(
          "AUTHENTICATION IS OFF: whoever reaches %s can read every figure. Keep it on a network"
              + " you trust, or set COWBELL_ACCESS_FILE or COWBELL_OIDC_ISSUER. Until then nobody"
              + " can set a stage.",
          host);
    }
  }

  void stop(@Observes ShutdownEvent stopping) {
    if (keeping != null) {
      keeping.interrupt();
    }
  }

  private void keep() {
    try {
      while (true) {
        door.refresh();
        Thread.sleep(EVERY);
      }
    } catch (InterruptedException e) {
      LOG.debug("The door is kept no longer"); // The server stops.
    }
  }
}
