package dev.cowbell.collector.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cowbell.api.contract.v1.HostIdentity;
import dev.cowbell.collector.hardware.InstanceType;
import dev.cowbell.collector.procfs.ProcFs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who this host is. The machine id is confidential, machine-id(5), so only a hash of it is used.
 */
final class HostIdentities {
  private static final Logger LOG = LoggerFactory.getLogger(HostIdentities.class);
  private static final int ID_BYTES = 16;

  private HostIdentities() {}

  static HostIdentity of(CollectorConfig config, ProcFs procFs, Path machineIdFile) {
    String bootId = procFs.bootId().optional().orElse("unknown");
    HostIdentity.Builder identity =
        HostIdentity.newBuilder()
            .setBootId(bootId)
            .setHostname(
                config.hostname().or(() -> procFs.hostname().optional()).orElse("unknown"));
    InstanceType.of(config.sysRoot())
        .ifPresent(type -> identity.putLabels(InstanceType.LABEL, type));
    // What was configured wins: an orchestrator knows better than the firmware.
    identity.putAllLabels(config.hostLabels());
    if (config.hostId().isPresent()) {
      return identity.setHostId(config.hostId().get()).build();
    }
    String machineId = machineId(machineIdFile);
    if (machineId.isEmpty()) {
      LOG.warn(
          "{} is absent or empty: the host id is made of the boot id and changes with every boot;"
              + " set COWBELL_HOST_ID to keep it",
          machineIdFile);
      identity.putAllLabels(Map.of("cowbell.dev/host-id-source", "boot-id"));
    }
    return identity.setHostId(hash(machineId.isEmpty() ? bootId : machineId)).build();
  }

  /**
   * With the type of machine that Kubernetes tells, which knows it better than the firmware; what
   * was configured stays.
   */
  static HostIdentity withInstanceType(
      HostIdentity identity, Map<String, String> configured, Optional<String> ofNode) {
    return ofNode.isEmpty() || configured.containsKey(InstanceType.LABEL)
        ? identity
        : identity.toBuilder().putLabels(InstanceType.LABEL, ofNode.get()).build();
  }

  private static String machineId(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException absent) {
      LOG.debug("No machine id", absent);
      return "";
    }
  }

  static String hash(String id) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(("cowbell" + id).getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
