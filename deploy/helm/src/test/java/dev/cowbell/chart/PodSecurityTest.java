package dev.cowbell.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PodSecurityTest {
  static List<Path> scenarios() throws IOException {
    return Chart.scenarios();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void level_ofAllButTheCollector_isRestricted(Path scenario) {
    assertThat(pods(scenario).filter(pod -> !isCollector(pod)))
        .hasSizeGreaterThanOrEqualTo(3)
        .allSatisfy(
            pod -> assertThat(PodSecurity.againstRestricted(pod)).as(pod.of().title()).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void rootFileSystem_ofAllButTheEvaluationsKafka_isReadOnly(Path scenario) {
    assertThat(pods(scenario).filter(pod -> !pod.of().name().equals("cowbell-kafka")))
        .flatMap(Pod::containers)
        .allSatisfy(
            container ->
                assertThat(Pod.securityContext(container))
                    .containsEntry("readOnlyRootFilesystem", true));
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void memory_ofEachContainer_isRequestedAndLimited(Path scenario) {
    assertThat(pods(scenario))
        .flatMap(Pod::containers)
        .allSatisfy(
            container -> {
              Map<String, Object> resources = Manifest.map(container.get("resources"));
              assertThat(Manifest.map(resources.get("requests"))).containsKeys("cpu", "memory");
              assertThat(Manifest.map(resources.get("limits"))).containsKey("memory");
            });
  }

  /** Each line of this is a reason why the collector's namespace has to be "privileged". */
  @Test
  void collector_departsFromBaseline_onlyWhereMeasuringNeedsIt() {
    assertThat(PodSecurity.againstBaseline(collector("minimal")))
        .containsExactlyInAnyOrder(
            "hostPID",
            "hostPath /etc/machine-id",
            "hostPath /sys/fs/cgroup",
            "hostPath /sys/kernel/tracing",
            "capability SYS_PTRACE",
            "capability DAC_READ_SEARCH",
            "capability PERFMON",
            "AppArmor Unconfined");
  }

  @Test
  void collector_withoutPmuAndTracefs_asksForLess() {
    assertThat(PodSecurity.againstBaseline(collector("cloud-without-pmu")))
        .doesNotContain("capability PERFMON", "hostPath /sys/kernel/tracing");
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void collector_isRootWithThreeCapabilitiesAtMost_andNeverPrivileged(Path scenario) {
    Pod pod = pods(scenario).filter(PodSecurityTest::isCollector).findFirst().orElseThrow();
    Map<String, Object> context = Pod.securityContext(pod.containers().getFirst());
    assertThat(pod.securityContext()).containsEntry("runAsUser", 0);
    assertThat(context)
        .containsEntry("privileged", false)
        .containsEntry("allowPrivilegeEscalation", false);
    assertThat(PodSecurity.dropped(context)).hasToString("[ALL]");
    assertThat(Set.of("SYS_PTRACE", "DAC_READ_SEARCH", "PERFMON"))
        .containsAll(PodSecurity.added(context).stream().map(String::valueOf).toList());
    assertThat(pod.spec()).doesNotContainKeys("hostNetwork", "hostIPC");
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void hostFolders_areReadOnly_butTheSpool(Path scenario) {
    Pod pod = pods(scenario).filter(PodSecurityTest::isCollector).findFirst().orElseThrow();
    Set<Object> ofHost =
        Set.copyOf(
            pod.volumes().stream()
                .filter(volume -> volume.containsKey("hostPath"))
                .map(volume -> volume.get("name"))
                .filter(name -> !name.equals("spool"))
                .toList());
    assertThat(Manifest.maps(pod.containers().getFirst().get("volumeMounts")))
        .filteredOn(mount -> ofHost.contains(mount.get("name")))
        .hasSize(ofHost.size())
        .allSatisfy(mount -> assertThat(mount).containsEntry("readOnly", true));
  }

  private static Pod collector(String scenario) {
    return pods(Path.of("cowbell/ci", scenario + "-values.yaml"))
        .filter(PodSecurityTest::isCollector)
        .findFirst()
        .orElseThrow();
  }

  private static boolean isCollector(Pod pod) {
    return pod.of().kind().equals("DaemonSet");
  }

  private static Stream<Pod> pods(Path scenario) {
    return Chart.CURRENT.manifests(scenario).stream().flatMap(manifest -> manifest.pod().stream());
  }
}
