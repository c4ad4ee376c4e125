package dev.cowbell.api.server.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.Principal;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * What a call brings along.
 *
 * @param token a bearer token; a browser sends it as the password of basic authentication
 * @param commonName of the client certificate, which the handshake has verified
 */
record Credentials(Optional<String> token, Optional<String> commonName, String address) {
  private static final int LONGEST_TOKEN = 16 * 1024;

  static Credentials of(
      @Nullable String authorization, @Nullable SSLSession session, String address) {
    return new Credentials(
        Optional.ofNullable(authorization).flatMap(Credentials::token),
        Optional.ofNullable(session).flatMap(Credentials::commonName),
        address);
  }

  private static Optional<String> token(String authorization) {
    if (authorization.length() > LONGEST_TOKEN) {
      return Optional.empty();
    }
    if (authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return Optional.of(authorization.substring(7).strip());
    }
    if (authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
      return password(authorization.substring(6).strip());
    }
    return Optional.empty();
  }

  private static Optional<String> password(String basic) {
    try {
      String pair = new String(Base64.getDecoder().decode(basic), UTF_8);
      return Optional.of(pair.substring(pair.indexOf(':') + 1));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty(); // As good as none.
    }
  }

  private static Optional<String> commonName(SSLSession session) {
    try {
      Certificate[] chain = session.getPeerCertificates();
      return chain[0] instanceof X509Certificate certificate
          ? commonName(certificate.getSubjectX500Principal())
          : Optional.empty();
    } catch (SSLPeerUnverifiedException none) {
      return Optional.empty(); // A certificate is asked for, not required: the door decides.
    }
  }

  private static Optional<String> commonName(Principal subject) {
    try {
      return new LdapName(subject.getName())
          .getRdns().stream()
              .filter(part -> part.getType().equalsIgnoreCase("CN"))
              .map(part -> part.getValue().toString())
              .findFirst();
    } catch (InvalidNameException malformed) {
      return Optional.empty();
    }
  }
}
