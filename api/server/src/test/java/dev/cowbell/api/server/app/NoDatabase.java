package dev.cowbell.api.server.app;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The server with nobody at the database's address: port 1 is never a database. */
public final class NoDatabase implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of("quarkus.datasource.jdbc.url", "jdbc:postgresql://127.0.0.1:1/nobody");
  }
}
