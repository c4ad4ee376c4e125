package dev.cowbell.api.server.app;

import java.util.Map;

/**
 * What the environment says, checked before anything starts.
 *
 * @param httpHost COWBELL_HTTP_HOST, 127.0.0.1 unless told
 * @param httpPort COWBELL_HTTP_PORT, 8080 unless told
 * @param databaseUrl COWBELL_DB_URL, required
 */
record ServerConfig(String httpHost, int httpPort, String databaseUrl) {
  private static final String DATABASE_URL_PREFIX = "jdbc:postgresql:";
  private static final int HIGHEST_PORT = 65535;

  /** Reads the variables; refuses what cannot be right, naming key, value and what is allowed. */
  static ServerConfig from(Map<String, String> environment) {
    return new ServerConfig(
        environment.getOrDefault("COWBELL_HTTP_HOST", "127.0.0.1"),
        port(environment.getOrDefault("COWBELL_HTTP_PORT", "8080")),
        databaseUrl(environment.getOrDefault("COWBELL_DB_URL", "")));
  }

  private static int port(String value) {
    String wrong =
        "COWBELL_HTTP_PORT is \"%s\": it must be a port from 1 to 65535".formatted(value);
    try {
      int port = Integer.parseInt(value);
      if (port < 1 || port > HIGHEST_PORT) {
        throw new BadStart(wrong);
      }
      return port;
    } catch (NumberFormatException e) {
      throw new BadStart(wrong, e);
    }
  }

  private static String databaseUrl(String value) {
    if (!value.startsWith(DATABASE_URL_PREFIX)) {
      throw new BadStart(
          "COWBELL_DB_URL is \"%s\": it must be a URL such as jdbc:postgresql://host:5432/cowbell"
              .formatted(value.replaceAll("//[^/@]*@", "//…@"))); // No password on a screen.
    }
    return value;
  }
}
