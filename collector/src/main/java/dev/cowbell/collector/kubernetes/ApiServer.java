package dev.cowbell.collector.kubernetes;

import java.net.URI;
import java.nio.file.Path;

/**
 * Where pods are asked for.
 *
 * @param url http or https, host and port
 * @param node only its pods are asked for
 * @param tokenFile a service account's token, read anew for each request, since it is changed every
 *     hour; none is sent where there is no such file
 * @param authorityFile PEM certificates that the server's is checked against
 * @param labels which labels are looked at; no others are kept
 */
public record ApiServer(
    URI url, String node, Path tokenFile, Path authorityFile, NameLabels labels) {

  boolean isTls() {
    return "https".equals(url.getScheme());
  }

  int port() {
    return url.getPort() > 0 ? url.getPort() : isTls() ? 443 : 80;
  }
}
