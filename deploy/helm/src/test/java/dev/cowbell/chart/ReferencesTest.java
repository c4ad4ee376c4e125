package dev.cowbell.chart;

import static dev.cowbell.chart.Manifest.map;
import static dev.cowbell.chart.Manifest.maps;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What one manifest says of another. */
class ReferencesTest {
  static List<Path> scenarios() throws IOException {
    return Chart.scenarios();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void selectors_ofWorkloadsServicesBudgetsAndPolicies_findPods(Path scenario) {
    List<Manifest> manifests = Chart.CURRENT.manifests(scenario);
    List<Map<String, Object>> pods =
        manifests.stream().flatMap(manifest -> manifest.pod().stream()).map(Pod::labels).toList();
    for (Manifest manifest : manifests) {
      selectors(manifest)
          .forEach(
              selector ->
                  assertThat(pods)
                      .as("%s selects %s", manifest.title(), selector)
                      .anyMatch(labels -> labels.entrySet().containsAll(selector.entrySet())));
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void serviceAccounts_thatPodsAndBindingsName_areThere(Path scenario) {
    List<Manifest> manifests = Chart.CURRENT.manifests(scenario);
    Set<String> accounts =
        manifests.stream()
            .filter(manifest -> manifest.kind().equals("ServiceAccount"))
            .map(Manifest::name)
            .collect(Collectors.toSet());
    assertThat(manifests.stream().flatMap(m -> m.everywhere("serviceAccountName")))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(accounts).contains(String.valueOf(name)));
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void volumes_thatContainersMount_areThere(Path scenario) {
    Chart.CURRENT.manifests(scenario).stream()
        .flatMap(manifest -> manifest.pod().stream())
        .forEach(ReferencesTest::assertMountsExist);
  }

  private static void assertMountsExist(Pod pod) {
    Stream<Map<String, Object>> volumes =
        Stream.concat(
            pod.volumes().stream(),
            maps(pod.of().at("spec", "volumeClaimTemplates").orElse(List.of())).stream()
                .map(claim -> map(claim.get("metadata"))));
    Set<Object> there = volumes.map(volume -> volume.get("name")).collect(Collectors.toSet());
    for (Map<String, Object> container : pod.containers()) {
      List<Object> mounted =
          maps(container.get("volumeMounts")).stream().map(mount -> mount.get("name")).toList();
      assertThat(mounted).as(pod.of().title()).doesNotHaveDuplicates();
      assertThat(there).as(pod.of().title()).containsExactlyInAnyOrderElementsOf(mounted);
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void secrets_areNamedAndNeverWritten(Path scenario) {
    assertThat(Chart.CURRENT.manifests(scenario))
        .filteredOn(manifest -> manifest.kind().equals("Secret"))
        .allSatisfy(
            // Nobody else's: drawn by chance for a database that comes along.
            secret -> assertThat(secret.name()).isEqualTo("cowbell-database"));
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void access_toTheCluster_isListingPodsAndGettingNodesOnly(Path scenario) {
    assertThat(Chart.CURRENT.manifests(scenario))
        .filteredOn(manifest -> manifest.kind().endsWith("Role"))
        .singleElement()
        .satisfies(
            role ->
                assertThat(role.at("rules").orElseThrow())
                    .hasToString(
                        "[{apiGroups=[], resources=[pods], verbs=[list, watch]}, {apiGroups=[],"
                            + " resources=[nodes], verbs=[get]}]"));
  }

  private static Stream<Map<String, Object>> selectors(Manifest manifest) {
    return switch (manifest.kind()) {
      case "Service" -> manifest.at("spec", "selector").map(Manifest::map).stream();
      case "NetworkPolicy" ->
          manifest.everywhere("podSelector").map(selector -> map(map(selector).get("matchLabels")));
      default -> manifest.everywhere("matchLabels").map(Manifest::map);
    };
  }
}
