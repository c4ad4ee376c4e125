package dev.cowbell.collector.kubernetes;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import io.kubernetes.client.proto.Meta;
import io.kubernetes.client.proto.Runtime;
import io.kubernetes.client.proto.V1;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;

/** Kubernetes' own message classes, in the envelopes that go over the wire. */
final class ApiMessages {
  private static final byte[] MAGIC = {'k', '8', 's', 0};

  private ApiMessages() {}

  /** A pod of the Deployment checkout on node-1. */
  static V1.Pod pod(
      String uid, String name, Map<String, String> labels, String container, String containerId) {
    Meta.ObjectMeta metadata =
        Meta.ObjectMeta.newBuilder()
            .setUid(uid)
            .setName(name)
            .setNamespace("shop")
            .putAllLabels(labels)
            .putAnnotations("kubectl.kubernetes.io/last-applied-configuration", "x".repeat(5000))
            .addOwnerReferences(
                Meta.OwnerReference.newBuilder()
                    .setApiVersion("apps/v1")
                    .setKind("ReplicaSet")
                    .setName("checkout-6d4cf56db6")
                    .setUid("1")
                    .setController(true))
            .build();
    return V1.Pod.newBuilder()
        .setMetadata(metadata)
        .setSpec(
            V1.PodSpec.newBuilder()
                .setNodeName("node-1")
                .addContainers(
                    V1.Container.newBuilder()
                        .setName(container)
                        .addEnv(V1.EnvVar.newBuilder().setName("SECRET").setValue("hush"))))
        .setStatus(
            V1.PodStatus.newBuilder()
                .addContainerStatuses(
                    V1.ContainerStatus.newBuilder()
                        .setName(container)
                        .setReady(true)
                        .setRestartCount(3)
                        .setImage("registry/checkout:1")
                        .setContainerID("containerd://" + containerId)))
        .build();
  }

  static byte[] event(String type, MessageLite object, String kind) throws IOException {
    return Meta.WatchEvent.newBuilder()
        .setType(type)
        .setObject(
            Runtime.RawExtension.newBuilder().setRaw(ByteString.copyFrom(enveloped(kind, object))))
        .build()
        .toByteArray();
  }

  /** What a bookmark is: a pod without anything but a version. */
  static V1.Pod bookmark(long version) {
    return V1.Pod.newBuilder()
        .setMetadata(Meta.ObjectMeta.newBuilder().setResourceVersion(Long.toString(version)))
        .build();
  }

  static Meta.Status status(int code, String reason, String message) {
    return Meta.Status.newBuilder()
        .setStatus("Failure")
        .setCode(code)
        .setReason(reason)
        .setMessage(message)
        .build();
  }

  static byte[] enveloped(String kind, MessageLite object) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(MAGIC);
    Runtime.Unknown.newBuilder()
        .setTypeMeta(Runtime.TypeMeta.newBuilder().setApiVersion("v1").setKind(kind))
        .setRaw(object.toByteString())
        .setContentType("")
        .setContentEncoding("")
        .build()
        .writeTo(bytes);
    return bytes.toByteArray();
  }
}
