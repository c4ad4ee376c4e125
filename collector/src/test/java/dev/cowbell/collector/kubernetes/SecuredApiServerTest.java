package dev.cowbell.collector.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.certificate.SelfSigned;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS as in a pod: an authority in a file, which may change, and the server's name. */
class SecuredApiServerTest {
  private static final String PASSWORD = SelfSigned.PASSWORD;
  private static final String ADDRESS = "ip:127.0.0.1";

  @TempDir Path folder;

  @Test
  void certificate_isChecked_againstAnAuthorityThatMayChange_andTheServersName() throws Exception {
    Path own = new SelfSigned(folder).key("own", ADDRESS);
    Path authority = folder.resolve("ca.crt");
    Files.copy(
        new SelfSigned(folder).certificate(new SelfSigned(folder).key("stranger", ADDRESS)),
        authority);
    try (FakeApiServer server = FakeApiServer.startSecured(tls(own), new PodStore())) {
      try (PodWatch watch = watch(server.url(), authority)) {
        PodWatchTest.await(() -> watch.failure().orElse("").contains("certification path"));
        assertThat(server.asked).isEmpty();
        Path fresh = new SelfSigned(folder).certificate(own);
        Files.move(fresh, authority, StandardCopyOption.REPLACE_EXISTING);
        PodWatchTest.await(() -> watch.failure().isEmpty());
        assertThat(server.asked).isNotEmpty();
      }
      URI otherName = URI.create("https://localhost:" + server.port());
      try (PodWatch watch = watch(otherName, authority)) {
        PodWatchTest.await(() -> watch.failure().orElse("").contains("localhost"));
      }
    }
  }

  @Test
  void authority_thatIsMissing_isNamedWithItsSetting() throws Exception {
    try (FakeApiServer server =
            FakeApiServer.startSecured(
                tls(new SelfSigned(folder).key("own", ADDRESS)), new PodStore());
        PodWatch watch = watch(server.url(), folder.resolve("none"))) {
      PodWatchTest.await(
          () -> watch.failure().orElse("").contains("COWBELL_KUBERNETES_CA_FILE has to name"));
    }
  }

  private PodWatch watch(URI url, Path authority) throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "let-me-in");
    return PodWatch.start(
        new ApiServer(url, "node-1", token, authority, new NameLabels("a", "b")),
        Duration.ofMillis(20));
  }

  private SSLContext tls(Path store) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }
}
