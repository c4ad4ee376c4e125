package dev.cowbell.collector.kubernetes;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * One GET over a connection of its own, HTTP/1.1 (RFC 9112). The name in the server's certificate
 * is checked.
 */
final class ApiConnection implements Closeable {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final int LONGEST_LINE = 8192;
  private static final int MOST_HEADERS = 100;

  private final Socket wire;
  private final InputStream in;
  private int status;
  private boolean isChunked;
  private long length = Long.MAX_VALUE;

  /**
   * @param wire what the bytes go through: the socket under the TLS one, where there is one.
   *     Closing that one ends a read at once; closing the TLS one would wait for the server's
   *     farewell, and a watch that is silent sends none.
   */
  private ApiConnection(Socket wire, InputStream in) {
    this.wire = wire;
    this.in = in;
  }

  /**
   * Asks and reads the head of the answer.
   *
   * @param silence after which a server that says nothing is given up
   */
  static ApiConnection get(ApiServer server, String pathAndQuery, Duration silence)
      throws IOException {
    Socket wire = new Socket();
    try {
      Socket socket = connect(wire, server, silence);
      socket.getOutputStream().write(request(server, pathAndQuery).getBytes(US_ASCII));
      ApiConnection connection =
          new ApiConnection(wire, new BufferedInputStream(socket.getInputStream()));
      connection.readHead();
      return connection;
    } catch (IOException failure) {
      wire.close();
      throw failure;
    }
  }

  int status() {
    return status;
  }

  /** What the server says, to its end. */
  InputStream body() {
    return isChunked ? new ChunkedBody(in) : new BoundedBody(in, length);
  }

  private static String request(ApiServer server, String pathAndQuery) throws IOException {
    String token =
        Files.exists(server.tokenFile()) ? Files.readString(server.tokenFile()).strip() : "";
    return "GET "
        + pathAndQuery
        + " HTTP/1.1\r\nHost: "
        + server.url().getAuthority()
        + "\r\n"
        + "User-Agent: cowbell-collector\r\n"
        + "Accept: application/vnd.kubernetes.protobuf;stream=watch,"
        + " application/vnd.kubernetes.protobuf\r\n"
        + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n")
        + "Connection: close\r\n\r\n";
  }

  private static Socket connect(Socket wire, ApiServer server, Duration silence)
      throws IOException {
    wire.connect(
        new InetSocketAddress(host(server), server.port()), (int) CONNECT_LIMIT.toMillis());
    wire.setSoTimeout((int) silence.toMillis());
    return server.isTls() ? secured(wire, server) : wire;
  }

  /** Without the brackets of an IPv6 address. */
  private static String host(ApiServer server) {
    return server.url().getHost().replaceAll("[\\[\\]]", "");
  }

  private static Socket secured(Socket wire, ApiServer server) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            context(server.authorityFile())
                .getSocketFactory()
                .createSocket(wire, host(server), server.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static SSLContext context(Path authorityFile) throws IOException {
    try (InputStream pem = Files.newInputStream(authorityFile)) {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        trusted.setCertificateEntry(Integer.toString(trusted.size()), certificate);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (NoSuchFileException missing) {
      throw new IOException(
          authorityFile
              + " is missing; COWBELL_KUBERNETES_CA_FILE has to name the certificates of the API"
              + " server's authority",
          missing);
    } catch (GeneralSecurityException unusable) {
      throw new IOException(authorityFile + " holds no certificates that can be used", unusable);
    }
  }

  private void readHead() throws IOException {
    String[] words = line(in).split(" ", 3);
    if (words.length < 2 || !words[0].startsWith("HTTP/1.") || !words[1].matches("[0-9]{3}")) {
      throw new IOException("what answers does not speak HTTP/1.1");
    }
    status = Integer.parseInt(words[1]);
    for (int i = 0; i < MOST_HEADERS; i++) {
      String header = line(in);
      if (header.isEmpty()) {
        return;
      }
      take(header.toLowerCase(Locale.ROOT));
    }
    throw new IOException("more headers than an API server sends");
  }

  private void take(String header) throws IOException {
    if (header.startsWith("transfer-encoding:") && header.contains("chunked")) {
      isChunked = true;
    } else if (header.startsWith("content-length:")) {
      String digits = header.substring("content-length:".length()).strip();
      if (!digits.matches("[0-9]{1,18}")) {
        throw new IOException("content-length is \"" + digits + "\"");
      }
      length = Long.parseLong(digits);
    }
  }

  /** A line without its end. */
  static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c; (c = in.read()) != '\n'; ) {
      if (c < 0 || line.length() >= LONGEST_LINE) {
        throw new IOException("the answer ends within a line, or a line never ends");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }
}
