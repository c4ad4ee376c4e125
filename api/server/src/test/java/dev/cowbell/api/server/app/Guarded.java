package dev.cowbell.api.server.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** All that guards the server at once: TLS, client certificates, an access file and a provider. */
public final class Guarded implements QuarkusTestResourceLifecycleManager {
  static final String VIEWER_TOKEN = "a token for reading only";
  static final String OPERATOR_TOKEN = "a token for setting stages";

  private @Nullable HttpServer provider;

  @Override
  public Map<String, String> start() {
    try {
      Path folder = Files.createTempDirectory("cowbell-guarded");
      TestCertificates certificates = new TestCertificates(folder);
      certificates.make("server");
      certificates.make("grafana");
      certificates.make("stranger");
      Path trusted = folder.resolve("trusted.crt");
      Files.writeString(
          trusted,
          Files.readString(certificates.certificate("grafana"))
              + Files.readString(certificates.certificate("server")));
      Map<String, String> settings = new HashMap<>();
      settings.put("quarkus.http.insecure-requests", "disabled");
      settings.put("quarkus.http.test-ssl-port", "0");
      settings.put(
          "quarkus.tls.key-store.pem.0.cert", certificates.certificate("server").toString());
      settings.put("quarkus.tls.key-store.pem.0.key", certificates.key("server").toString());
      settings.put("quarkus.tls.trust-store.pem.certs", trusted.toString());
      settings.put("cowbell.tls.client-ca", trusted.toString());
      settings.put("cowbell.access-file", accessFile(folder).toString());
      settings.put("cowbell.oidc.issuer", provider(folder));
      settings.put("cowbell.oidc.audience", "cowbell");
      settings.put("cowbell.oidc.roles-claim", "realm_access.roles");
      settings.put("cowbell.page-token-secret", "a secret that replicas share");
      settings.put("cowbell.calls-per-second", "20");
      settings.put("cowbell.test.folder", folder.toString());
      return settings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException | JoseException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Path accessFile(Path folder) throws IOException, GeneralSecurityException {
    Path file = folder.resolve("access");
    Files.writeString(
        file,
        """
        # who may do what
        viewer   grafana  certificate:grafana
        viewer   reader   sha256:%s
        operator alice    sha256:%s  # on call
        """
            .formatted(sha256(VIEWER_TOKEN), sha256(OPERATOR_TOKEN)));
    return file;
  }

  private static String sha256(String token) throws GeneralSecurityException {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
  }

  /** An OpenID provider as far as a server that checks tokens needs one. */
  private String provider(Path folder) throws IOException, JoseException {
    RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
    key.setKeyId("of-today");
    Files.writeString(
        folder.resolve("provider.jwk"), key.toJson(OutputControlLevel.INCLUDE_PRIVATE));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String issuer = "http://127.0.0.1:" + server.getAddress().getPort();
    answer(
        server,
        "/.well-known/openid-configuration",
        "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(issuer, issuer));
    answer(server, "/keys", new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY));
    server.start();
    provider = server;
    return issuer;
  }

  private static void answer(HttpServer server, String path, String json) {
    server.createContext(
        path,
        exchange -> {
          byte[] body = json.getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  @Override
  public void stop() {
    if (provider != null) {
      provider.stop(0);
    }
  }
}
