package dev.cowbell.collector.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerReferenceTest {
  private static final String ID = "0123456789abcdef".repeat(4);
  private static final String OTHER = "fedcba9876543210".repeat(4);
  private static final String UID = "8c3f0a9e-1f6b-4d5e-9a50-7b1f0d3c2e11";
  private static final String STATIC = "a1b2c3d4e5f60718293a4b5c6d7e8f90";

  @ParameterizedTest
  @ValueSource(
      strings = {
        // cgroup v1 and v2 with the cgroupfs driver, guaranteed and burstable
        "/kubepods/pod$U/$I",
        "/kubepods/burstable/pod$U/$I",
        // systemd: containerd, CRI-O, Docker
        "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod$u.slice/cri-containerd-$I.scope",
        "/kubepods.slice/kubepods-pod$u.slice/crio-$I.scope",
        "/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod$u.slice/crio-$I.scope/container",
        "/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod$u.slice/docker-$I.scope",
        // containerd where the kubelet and it disagree on the driver, as on hybrid hosts
        "/system.slice/containerd.service/kubepods-burstable-pod$u.slice:cri-containerd:$I",
        // kind, and a server that makes groups of its own
        "/kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-pod$u.slice/cri-containerd-$I.scope",
        "/kubepods/burstable/pod$U/$I/system.slice/uwsgi.service",
        // seen from a cgroup namespace
        "/../../kubepods-besteffort.slice/kubepods-besteffort-pod$u.slice/cri-containerd-$I.scope",
        // Docker inside a container
        "/kubepods/burstable/pod$U/$I/docker/$O",
      })
  void in_eachFormOfPath_findsPodAndOuterContainer(String form) {
    assertThat(ContainerReference.in(path(form)))
        .contains(new ContainerReference(Optional.of(UID), ID));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/docker/$I",
        "/system.slice/docker-$I.scope",
        "/machine.slice/libpod-$I.scope",
        "/../cri-containerd-$I.scope",
        "/$I"
      })
  void in_aContainerWhosePodIsNotInThePath_findsTheContainer(String form) {
    assertThat(ContainerReference.in(path(form)))
        .contains(new ContainerReference(Optional.empty(), ID));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "",
        "/init.scope",
        "/system.slice/uwsgi.service",
        "/user.slice/user-1000.slice/session-1.scope",
        "/kubepods/burstable/pod$U",
        "/system.slice/kubelet.service",
        "/kubepods.slice/kubepods-pod$u.slice/crio-conmon-$I.scope",
        "/system.slice/0123456789abcdef.service",
        "/system.slice/$Iabc",
      })
  void in_aPlainHostOrSomethingBesideAContainer_findsNothing(String form) {
    assertThat(ContainerReference.in(path(form))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/kubepods/burstable/pod$S/$I",
        "/kubepods.slice/kubepods-pod$S.slice/crio-$I.scope"
      })
  void in_aStaticPod_findsItsUidOfAnotherForm(String form) {
    assertThat(ContainerReference.in(path(form)))
        .contains(new ContainerReference(Optional.of(STATIC), ID));
  }

  private static String path(String form) {
    return form.replace("$U", UID)
        .replace("$u", UID.replace('-', '_'))
        .replace("$I", ID)
        .replace("$O", OTHER)
        .replace("$S", STATIC);
  }
}
