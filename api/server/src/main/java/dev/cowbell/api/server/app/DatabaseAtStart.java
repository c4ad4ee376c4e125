package dev.cowbell.api.server.app;

import dev.cowbell.api.server.database.DatabaseAway;
import dev.cowbell.api.server.database.Query;
import dev.cowbell.api.server.database.Views;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Says at the start whether the database can be read; the server runs either way. */
@Singleton
final class DatabaseAtStart {
  private static final Logger LOG = Logger.getLogger(DatabaseAtStart.class);

  private final Views views;

  DatabaseAtStart(Views views) {
    this.views = views;
  }

  void look(@Observes StartupEvent started) {
    try {
      views.list(Query.of("SELECT count(*) AS hosts FROM api.host"), row -> row.number("hosts"));
    } catch (DatabaseAway away) {
      LOG.warnf(
          "Not ready: %s. Until then calls are answered with UNAVAILABLE.", away.getMessage());
    }
  }
}
