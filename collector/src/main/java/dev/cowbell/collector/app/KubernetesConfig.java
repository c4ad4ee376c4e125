package dev.cowbell.collector.app;

import dev.cowbell.collector.kubernetes.ApiServer;
import dev.cowbell.collector.kubernetes.NameLabels;
import dev.cowbell.settings.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Settings about names from Kubernetes; what a pod is given anyway are the defaults. */
final class KubernetesConfig {
  private static final String SECRETS = "/var/run/secrets/kubernetes.io/serviceaccount/";
  private static final Pattern HTTP = Pattern.compile("https?://[^/\\s]+/?");

  private KubernetesConfig() {}

  static Optional<ApiServer> from(Settings settings) {
    Optional<String> node =
        settings.text(
            "COWBELL_KUBERNETES_NODE",
            "name of the node this runs on; without it nothing is asked of Kubernetes",
            "the name of a node");
    String url =
        settings
            .text(
                "COWBELL_KUBERNETES_API",
                "where the API server is",
                "a URL such as https://10.0.0.1:443",
                HTTP)
            .orElse("https://kubernetes.default.svc");
    Path token =
        Path.of(
            settings.text(
                "COWBELL_KUBERNETES_TOKEN_FILE",
                "the service account's token",
                "a file",
                SECRETS + "token"));
    Path authority =
        Path.of(
            settings.text(
                "COWBELL_KUBERNETES_CA_FILE",
                "certificates (PEM) that the API server's is checked against",
                "a file",
                SECRETS + "ca.crt"));
    NameLabels labels =
        new NameLabels(
            settings.text(
                "COWBELL_KUBERNETES_SERVICE_LABEL",
                "pod label that names the service",
                "a label",
                "cowbell.dev/service"),
            settings.text(
                "COWBELL_KUBERNETES_ARM_LABEL",
                "pod label that names the arm",
                "a label",
                "cowbell.dev/arm"));
    return node.map(name -> new ApiServer(URI.create(url), name, token, authority, labels));
  }
}
