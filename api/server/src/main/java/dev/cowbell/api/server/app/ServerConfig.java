package dev.cowbell.api.server.app;

import dev.cowbell.api.server.security.AccessFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment says, checked before anything starts.
 *
 * @param httpHost COWBELL_HTTP_HOST, 127.0.0.1: where calls and pages are listened for | a name or
 *     address of this host
 * @param httpPort COWBELL_HTTP_PORT, 8080: port of calls, pages, health and metrics | a port from 1
 *     to 65535
 * @param databaseUrl COWBELL_DB_URL, required: where the database is | a URL such as
 *     jdbc:postgresql://host:5432/cowbell
 * @param tls off unless told
 */
record ServerConfig(String httpHost, int httpPort, String databaseUrl, Optional<Tls> tls) {
  private static final String DATABASE_URL_PREFIX = "jdbc:postgresql:";
  private static final int HIGHEST_PORT = 65535;
  private static final int SHORTEST_SECRET = 16;

  /**
   * PEM files.
   *
   * @param certificate COWBELL_TLS_CERTIFICATE; the server's certificate; without it no TLS | a
   *     file (PEM) that can be read; with COWBELL_TLS_KEY
   * @param key COWBELL_TLS_KEY; the key of the certificate | a file (PEM) that can be read
   * @param clientCa COWBELL_TLS_CLIENT_CA; the authority of clients' certificates;
   *     COWBELL_ACCESS_FILE says which may do what | a file (PEM) that can be read
   */
  record Tls(String certificate, String key, Optional<String> clientCa) {}

  /** Reads the variables; refuses what cannot be right, naming key, value and what is allowed. */
  static ServerConfig from(Map<String, String> environment) {
    access(environment);
    return new ServerConfig(
        environment.getOrDefault("COWBELL_HTTP_HOST", "127.0.0.1"),
        port(environment.getOrDefault("COWBELL_HTTP_PORT", "8080")),
        databaseUrl(environment.getOrDefault("COWBELL_DB_URL", "")),
        tls(environment));
  }

  /** What the framework is told that the environment does not tell it by itself. */
  Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>();
    tls.ifPresent(
        files -> {
          properties.put("quarkus.http.insecure-requests", "disabled");
          properties.put("quarkus.http.ssl-port", Integer.toString(httpPort));
          properties.put("quarkus.tls.key-store.pem.0.cert", files.certificate);
          properties.put("quarkus.tls.key-store.pem.0.key", files.key);
          properties.put("quarkus.tls.reload-period", "15m");
          files.clientCa.ifPresent(ca -> properties.put("quarkus.tls.trust-store.pem.certs", ca));
        });
    return properties;
  }

  private static Optional<Tls> tls(Map<String, String> environment) {
    Optional<String> certificate = file(environment, "COWBELL_TLS_CERTIFICATE");
    Optional<String> key = file(environment, "COWBELL_TLS_KEY");
    Optional<String> clientCa = file(environment, "COWBELL_TLS_CLIENT_CA");
    if (certificate.isPresent() != key.isPresent()) {
      throw new BadStart(
          "COWBELL_TLS_CERTIFICATE and COWBELL_TLS_KEY go together: set both or none");
    }
    if (clientCa.isPresent() && certificate.isEmpty()) {
      throw new BadStart("COWBELL_TLS_CLIENT_CA needs COWBELL_TLS_CERTIFICATE and COWBELL_TLS_KEY");
    }
    return certificate.flatMap(c -> key.map(k -> new Tls(c, k, clientCa)));
  }

  private static void access(Map<String, String> environment) {
    Optional<String> accessFile = file(environment, "COWBELL_ACCESS_FILE");
    accessFile.ifPresent(ServerConfig::readable);
    boolean clientCa = !environment.getOrDefault("COWBELL_TLS_CLIENT_CA", "").isEmpty();
    if (clientCa && accessFile.isEmpty()) {
      throw new BadStart(
          "COWBELL_TLS_CLIENT_CA needs COWBELL_ACCESS_FILE: its lines say which certificate may do"
              + " what");
    }
    boolean issuer = !environment.getOrDefault("COWBELL_OIDC_ISSUER", "").isEmpty();
    boolean audience = !environment.getOrDefault("COWBELL_OIDC_AUDIENCE", "").isEmpty();
    if (issuer != audience) {
      throw new BadStart(
          "COWBELL_OIDC_ISSUER and COWBELL_OIDC_AUDIENCE go together: tokens made for others must"
              + " not count");
    }
    String calls = environment.getOrDefault("COWBELL_CALLS_PER_SECOND", "500");
    if (!calls.matches("[1-9]\\d{0,5}")) {
      throw new BadStart(
          "COWBELL_CALLS_PER_SECOND is \"%s\": it must be a whole number from 1 to 999999"
              .formatted(calls));
    }
    String secret = environment.getOrDefault("COWBELL_PAGE_TOKEN_SECRET", "");
    if (!secret.isEmpty() && secret.length() < SHORTEST_SECRET) {
      throw new BadStart(
          "COWBELL_PAGE_TOKEN_SECRET must be 16 characters or more, drawn at random");
    }
  }

  private static void readable(String accessFile) {
    try {
      AccessFile.read(Path.of(accessFile));
    } catch (IOException | IllegalArgumentException e) {
      throw new BadStart(
          "COWBELL_ACCESS_FILE is \"%s\": %s".formatted(accessFile, e.getMessage()), e);
    }
  }

  private static Optional<String> file(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "");
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (!Files.isReadable(Path.of(value))) {
      throw new BadStart(
          "%s is \"%s\": there is no such file that can be read".formatted(name, value));
    }
    return Optional.of(value);
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
