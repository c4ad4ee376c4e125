package dev.cowbell.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScenariosTest {
  static List<Path> scenarios() throws IOException {
    return Chart.scenarios();
  }

  @Test
  void scenarios_areThoseThatTheChartIsMadeFor() throws IOException {
    assertThat(scenarios())
        .extracting(Chart::nameOf)
        .contains(
            "minimal",
            "evaluation",
            "production-tls-sasl",
            "cloud-without-pmu",
            "openshift",
            "air-gapped",
            "large-fleet");
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void lint_ofEachScenario_findsNothing(Path scenario, @TempDir Path temporary) throws IOException {
    Chart copy = ValuesFiles.copyWith(Chart.CURRENT, scenario, temporary);
    assertThat(copy.lint().isFailed()).as("%s", copy.lint().getMessages()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void render_ofEachScenario_isWhatKubernetesReads(Path scenario) {
    List<Manifest> manifests = Chart.CURRENT.manifests(scenario);
    assertThat(manifests).hasSizeGreaterThan(10);
    manifests.forEach(StrictModels::check);
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void render_ofEachScenario_isTheReviewedOne(Path scenario) throws IOException {
    String rendered =
        Chart.CURRENT
            .render(scenario)
            .replaceAll("(?m)^(  password: ).*$", "$1(random)")
            .replaceAll("(?m)[ \t]+$", "");
    Golden.assertSame(Path.of("golden", Chart.nameOf(scenario) + ".yaml"), rendered);
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void render_twice_namesEachObjectOnce(Path scenario) {
    assertThat(Chart.CURRENT.manifests(scenario))
        .extracting(Manifest::title)
        .doesNotHaveDuplicates();
  }

  @Test
  void notes_ofAnEvaluation_warn() {
    assertThat(Chart.CURRENT.notes(Path.of("cowbell/ci/evaluation-values.yaml")))
        .contains("WARNING: evaluation.enabled");
    assertThat(Chart.CURRENT.notes(Path.of("cowbell/ci/minimal-values.yaml")))
        .contains("helm test cowbell --namespace cowbell")
        .contains("NOTE: api.replicas is 2 and api.pageTokenSecret is not set")
        // As ContainersTest runs it.
        .contains(
            "exec daemonset/cowbell-collector -- /opt/java/bin/java @/opt/cowbell/java.args"
                + " --doctor")
        .doesNotContain("evaluation.enabled");
    assertThat(Chart.CURRENT.notes(Path.of("cowbell/ci/production-tls-sasl-values.yaml")))
        .doesNotContain("WARNING");
  }

  static Stream<String> spoiled() {
    return Stream.of(
        "{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: {replica: 1, selector:"
            + " {}, template: {}}}",
        "{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: {selector: {}}}",
        "{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {ports: 8080}}",
        "{apiVersion: v1, kind: Servise, metadata: {name: a}}",
        "{apiVersion: monitoring.coreos.com/v1, kind: PodMonitor, metadata: {name: a}, spec:"
            + " {selectors: {}}}",
        "{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: a}, spec:"
            + " {rules: [{backends: []}]}}");
  }

  @ParameterizedTest
  @MethodSource("spoiled")
  void models_ofAManifestWithAFault_refuseIt(String manifest) {
    assertThatThrownBy(() -> Manifest.parse(manifest).forEach(StrictModels::check))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void lint_ofAChartWithAFault_findsIt(@TempDir Path temporary) throws IOException {
    Chart copy = ValuesFiles.copyWith(Chart.CURRENT, scenarios().getFirst(), temporary);
    Files.writeString(
        copy.folder().resolve("templates/spoiled.yaml"), "a: {{ .Values.nothing.here }}");
    assertThat(copy.lint().isFailed()).isTrue();
  }

  @Test
  void render_withPodsOfAnotherRelease_selectsOnlyItsOwn() {
    Map<String, Object> selector =
        Manifest.map(
            Chart.CURRENT.manifests(Path.of("cowbell/ci/minimal-values.yaml")).stream()
                .filter(manifest -> manifest.kind().equals("Service"))
                .findFirst()
                .orElseThrow()
                .at("spec", "selector")
                .orElseThrow());
    assertThat(selector).containsEntry("app.kubernetes.io/instance", "cowbell");
  }
}
