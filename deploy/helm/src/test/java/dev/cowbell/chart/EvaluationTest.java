package dev.cowbell.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Evaluation that begins with an install or with an upgrade, by Helm against an API server. */
class EvaluationTest {
  private static final Path MINIMAL = Path.of("cowbell/ci/minimal-values.yaml");
  private static final Path EVALUATION = Path.of("cowbell/ci/evaluation-values.yaml");

  @Test
  void secretOfTheDatabase_isDrawnByAnUpgradeThatBringsIt_andKeptByTheNext() throws IOException {
    try (FakeCluster cluster = FakeCluster.start()) {
      install(cluster, MINIMAL);
      assertThat(cluster.at(secret())).isEmpty();

      upgrade(cluster, EVALUATION);
      String drawn = password(cluster);
      upgrade(cluster, EVALUATION);

      assertThat(password(cluster)).isEqualTo(drawn);
    }
  }

  @Test
  void secretOfTheDatabase_isDrawnByTheInstall_andKeptByAnUpgrade() throws IOException {
    try (FakeCluster cluster = FakeCluster.start()) {
      install(cluster, EVALUATION);
      String drawn = password(cluster);

      upgrade(cluster, EVALUATION);

      assertThat(password(cluster)).isEqualTo(drawn);
    }
  }

  private static void install(FakeCluster cluster, Path values) {
    new Helm(Chart.CURRENT.folder())
        .install()
        .withName("cowbell")
        .withNamespace("cowbell")
        .disableOpenApiValidation()
        .withKubeConfigContents(cluster.kubeConfig())
        .withValuesFile(values)
        .set("prepare.enabled", false) // Its job would be waited for.
        .call();
  }

  private static void upgrade(FakeCluster cluster, Path values) {
    new Helm(Chart.CURRENT.folder())
        .upgrade()
        .withName("cowbell")
        .withNamespace("cowbell")
        .disableOpenApiValidation()
        .withKubeConfigContents(cluster.kubeConfig())
        .resetValues()
        .withValuesFile(values)
        .set("prepare.enabled", false)
        .call();
  }

  private static String secret() {
    return "api/v1/namespaces/cowbell/secrets/cowbell-database";
  }

  private static String password(FakeCluster cluster) {
    String password = cluster.at(secret()).orElseThrow().at("/data/password").asText();
    assertThat(password).isNotEmpty();
    return password;
  }
}
