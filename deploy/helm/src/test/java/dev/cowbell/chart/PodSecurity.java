package dev.cowbell.chart;

import static dev.cowbell.chart.Manifest.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What keeps a pod from a level of the Pod Security Standards
 * (kubernetes.io/docs/concepts/security/pod-security-standards), for the fields this chart uses.
 */
final class PodSecurity {
  private static final Set<String> RESTRICTED_VOLUMES =
      Set.of(
          "configMap",
          "csi",
          "downwardAPI",
          "emptyDir",
          "ephemeral",
          "persistentVolumeClaim",
          "projected",
          "secret");
  private static final Set<String> BASELINE_CAPABILITIES =
      Set.of(
          "AUDIT_WRITE",
          "CHOWN",
          "DAC_OVERRIDE",
          "FOWNER",
          "FSETID",
          "KILL",
          "MKNOD",
          "NET_BIND_SERVICE",
          "SETFCAP",
          "SETGID",
          "SETPCAP",
          "SETUID",
          "SYS_CHROOT");

  private PodSecurity() {}

  /** Why the pod is not "baseline". */
  static List<String> againstBaseline(Pod pod) {
    List<String> found = new ArrayList<>();
    for (String namespace : List.of("hostNetwork", "hostPID", "hostIPC")) {
      if (Boolean.TRUE.equals(pod.spec().get(namespace))) {
        found.add(namespace);
      }
    }
    pod.volumes().stream()
        .filter(volume -> volume.containsKey("hostPath"))
        .forEach(volume -> found.add("hostPath " + map(volume.get("hostPath")).get("path")));
    for (Map<String, Object> container : pod.containers()) {
      Map<String, Object> context = Pod.securityContext(container);
      if (Boolean.TRUE.equals(context.get("privileged"))) {
        found.add("privileged");
      }
      added(context).stream()
          .filter(capability -> !BASELINE_CAPABILITIES.contains(capability))
          .forEach(capability -> found.add("capability " + capability));
      if (isUnconfined(context, "seccompProfile")) {
        found.add("seccomp Unconfined");
      }
      if (isUnconfined(context, "appArmorProfile")) {
        found.add("AppArmor Unconfined");
      }
    }
    if (map(pod.securityContext().get("seLinuxOptions")).containsKey("type")) {
      found.add("SELinux type " + map(pod.securityContext().get("seLinuxOptions")).get("type"));
    }
    return found;
  }

  /** Why the pod is not "restricted". */
  static List<String> againstRestricted(Pod pod) {
    List<String> found = new ArrayList<>(againstBaseline(pod));
    pod.volumes().stream()
        .flatMap(volume -> volume.keySet().stream())
        .filter(kind -> !kind.equals("name") && !RESTRICTED_VOLUMES.contains(kind))
        .forEach(kind -> found.add("volume " + kind));
    Map<String, Object> ofPod = pod.securityContext();
    if (!Boolean.TRUE.equals(ofPod.get("runAsNonRoot"))) {
      found.add("may run as root");
    }
    if (Integer.valueOf(0).equals(ofPod.get("runAsUser"))) {
      found.add("runs as uid 0");
    }
    if (!ofPod.containsKey("seccompProfile")) {
      found.add("no seccomp profile");
    }
    for (Map<String, Object> container : pod.containers()) {
      Map<String, Object> context = Pod.securityContext(container);
      if (!Boolean.FALSE.equals(context.get("allowPrivilegeEscalation"))) {
        found.add("may escalate");
      }
      if (!dropped(context).contains("ALL")) {
        found.add("keeps capabilities");
      }
    }
    return found;
  }

  static List<?> added(Map<String, Object> context) {
    return (List<?>) map(context.get("capabilities")).getOrDefault("add", List.of());
  }

  static List<?> dropped(Map<String, Object> context) {
    return (List<?>) map(context.get("capabilities")).getOrDefault("drop", List.of());
  }

  private static boolean isUnconfined(Map<String, Object> context, String profile) {
    return "Unconfined".equals(map(context.getOrDefault(profile, Map.of())).get("type"));
  }
}
