package dev.cowbell.api.server.app;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * The command {@code check URL}, for {@code helm test}: whether a server is ready, and whether
 * ticks of a host have arrived of late. Gives both some minutes, as after an installation.
 *
 * @param url of the server
 */
record Check(String url, PrintStream out) {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration BETWEEN = Duration.ofSeconds(5);
  private static final Pattern HEARD =
      Pattern.compile("(?m)^cowbell_hosts\\{[^}]*state=\"heard\"[^}]*} ([0-9.]+)");

  /** 0 where all is well, else 1. */
  int run() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (HttpClient client = client()) {
      while (true) {
        String lack = lack(client);
        if (lack.isEmpty()) {
          out.println("ok: the server is ready, and ticks arrive as far as may be known");
          return 0;
        }
        if (System.nanoTime() > deadline) {
          out.println("not ok: " + lack);
          return 1;
        }
        TimeUnit.NANOSECONDS.sleep(BETWEEN.toNanos());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  /**
   * Any certificate will do: nothing is sent that is a secret, and whether others may trust the
   * server is for them to find out.
   */
  private static HttpClient client() {
    try {
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, new TrustManager[] {new TrustsAnybody()}, null);
      return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(tls).build();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this runtime has no TLS", missing);
    }
  }

  private String lack(HttpClient client) throws InterruptedException {
    try {
      HttpResponse<String> ready = get(client, "/q/health/ready");
      if (ready.statusCode() != 200) {
        return "the server is not ready: " + ready.body().replaceAll("\\s+", " ");
      }
      HttpResponse<String> metrics = get(client, "/q/metrics");
      if (metrics.statusCode() == 401 || metrics.statusCode() == 403) {
        return ""; // Access is closed, as it should be; nobody can be told of hosts.
      }
      Matcher hosts = HEARD.matcher(metrics.body());
      return hosts.find() && Double.parseDouble(hosts.group(1)) > 0
          ? ""
          : "no host has sent a tick within five minutes: look at the logs of collector and"
              + " aggregator";
    } catch (IOException away) {
      return "nothing answers at " + url + " (" + away + ")";
    }
  }

  private HttpResponse<String> get(HttpClient client, String path)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(10)).build(),
        BodyHandlers.ofString());
  }
}
