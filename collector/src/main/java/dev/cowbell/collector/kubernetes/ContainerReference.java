package dev.cowbell.collector.kubernetes;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the path of a cgroup says of the container in it. The forms, with the pod's uid U and the
 * container's id I of 64 hexadecimal digits:
 *
 * <pre>
 * cgroupfs              /kubepods/burstable/podU/I
 * systemd, containerd   /kubepods.slice/kubepods-burstable.slice/kubepods-burstable-podU.slice/cri-containerd-I.scope
 * systemd, CRI-O        …/kubepods-besteffort-podU.slice/crio-I.scope, and below it /container
 * systemd, Docker       …/docker-I.scope
 * containerd's own      /system.slice/containerd.service/kubepods-burstable-podU.slice:cri-containerd:I
 * seen from a cgroup namespace   /../../kubepods-podU.slice/cri-containerd-I.scope, or /../cri-containerd-I.scope
 * </pre>
 *
 * systemd writes the uid's hyphens as underscores. The guard that CRI-O starts beside each
 * container (crio-conmon-I.scope) is not in the container.
 *
 * @param podUid absent where the path does not begin high enough, or there is no pod
 */
record ContainerReference(Optional<String> podUid, String containerId) {
  private static final Pattern CONTAINER =
      Pattern.compile(
          "(?:^|[/:]|[/:](?!crio-conmon-)[a-z-]{1,20}-)([0-9a-f]{64})(?:\\.scope)?(?=/|$)");
  private static final Pattern POD =
      Pattern.compile(
          "pod([0-9a-f]{8}[-_][0-9a-f]{4}[-_][0-9a-f]{4}[-_][0-9a-f]{4}[-_][0-9a-f]{12}|[0-9a-f]{32})(?=\\.slice|[/:]|$)");

  /** The container nearest to the root: one inside another is a matter of the outer one. */
  static Optional<ContainerReference> in(String cgroupPath) {
    Matcher container = CONTAINER.matcher(cgroupPath);
    if (!container.find()) {
      return Optional.empty();
    }
    Matcher pod = POD.matcher(cgroupPath.substring(0, container.start(1)));
    return Optional.of(
        new ContainerReference(
            pod.find() ? Optional.of(pod.group(1).replace('_', '-')) : Optional.empty(),
            container.group(1)));
  }
}
