package dev.cowbell.api.server.security;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/**
 * Access tokens of an OpenID provider (JWT, RFC 9068). Its keys are fetched beforehand and from
 * time to time, so that judging a token never waits for the network.
 */
final class OidcTokens {
  private static final Logger LOG = Logger.getLogger(OidcTokens.class);
  private static final Duration WAIT = Duration.ofSeconds(10);
  private static final int CLOCK_SKEW_SECONDS = 30;
  private static final AlgorithmConstraints SIGNED_BY_A_KEY_PAIR =
      new AlgorithmConstraints(
          ConstraintType.PERMIT,
          "RS256",
          "RS384",
          "RS512",
          "PS256",
          "PS384",
          "PS512",
          "ES256",
          "ES384",
          "ES512",
          "EdDSA");

  private final Settings settings;
  private volatile List<JsonWebKey> keys = List.of();

  OidcTokens(Settings settings) {
    this.settings = settings;
  }

  /**
   * Which tokens count.
   *
   * @param issuer the provider; its metadata stands under {@code /.well-known}
   * @param audience must be among those of a token
   * @param rolesClaim where the roles stand, such as {@code roles} or {@code realm_access.roles}
   */
  record Settings(URI issuer, String audience, String rolesClaim) {}

  /** Whom a token was issued to, and as what; absent where it does not count. */
  Optional<Caller> holder(String token, String address) {
    try {
      JwtClaims claims =
          new JwtConsumerBuilder()
              .setJwsAlgorithmConstraints(SIGNED_BY_A_KEY_PAIR)
              .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys))
              .setExpectedIssuer(settings.issuer.toString())
              .setExpectedAudience(settings.audience)
              .setRequireExpirationTime()
              .setRequireSubject()
              .setAllowedClockSkewInSeconds(CLOCK_SKEW_SECONDS)
              .build()
              .processToClaims(token);
      String subject = claims.getSubject();
      return role(claims).map(role -> new Caller(subject, role, address));
    } catch (InvalidJwtException | MalformedClaimException e) {
      LOG.debug("A token does not count", e);
      return Optional.empty();
    }
  }

  private Optional<Role> role(JwtClaims claims) {
    Object claim = claims.getClaimsMap();
    for (String name : settings.rolesClaim.split("\\.", -1)) {
      claim = claim instanceof Map<?, ?> map ? map.get(name) : null;
    }
    List<?> roles =
        switch (claim) {
          case List<?> list -> list;
          case String text -> List.of(text.split(" ", -1));
          case null, default -> List.of();
        };
    if (roles.contains("cowbell-operator")) {
      return Optional.of(Role.OPERATOR);
    }
    return roles.contains("cowbell-viewer") ? Optional.of(Role.VIEWER) : Optional.empty();
  }

  /** Fetches the provider's keys; those at hand stay where that fails. */
  void refresh() {
    try (HttpClient http =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(WAIT).build()) {
      String base = settings.issuer.toString().replaceFirst("/$", "");
      Object jwksUri =
          JsonUtil.parseJson(get(http, URI.create(base + "/.well-known/openid-configuration")))
              .get("jwks_uri");
      keys = new JsonWebKeySet(get(http, URI.create(String.valueOf(jwksUri)))).getJsonWebKeys();
    } catch (IOException | JoseException | IllegalArgumentException e) {
      LOG.errorf(
          "The keys of %s could not be fetched (%s): tokens it signs with a new one are refused",
          settings.issuer, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String get(HttpClient http, URI uri) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(HttpRequest.newBuilder(uri).timeout(WAIT).build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(uri + " answers " + answer.statusCode());
    }
    return answer.body();
  }
}
