package dev.cowbell.collector.hardware;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The type of machine a cloud sells, from the firmware's tables in {@code /sys/class/dmi/id}
 * (kernel: sysfs-class-dmi). Of the large clouds only EC2's Nitro machines carry it there: others
 * name the product as such ("Google Compute Engine", "Virtual Machine", "Alibaba Cloud ECS"), and
 * Xen's "HVM domU" says nothing; there it has to be configured.
 */
public final class InstanceType {
  /** Kubernetes' own label for it. */
  public static final String LABEL = "node.kubernetes.io/instance-type";

  private static final Logger LOG = LoggerFactory.getLogger(InstanceType.class);
  private static final String EC2 = "Amazon EC2";
  private static final Pattern EC2_TYPE = Pattern.compile("[a-z][a-z0-9-]{0,30}\\.[a-z0-9-]{1,30}");

  private InstanceType() {}

  /**
   * The type, such as m7g.2xlarge; empty where the firmware does not tell.
   *
   * @param sysRoot usually /sys
   */
  public static Optional<String> of(Path sysRoot) {
    Path table = sysRoot.resolve("class/dmi/id");
    return read(table.resolve("sys_vendor"))
        .filter(EC2::equals)
        .flatMap(vendor -> read(table.resolve("product_name")))
        .filter(name -> EC2_TYPE.matcher(name).matches());
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1).strip());
    } catch (IOException absent) {
      LOG.debug("No such entry in the firmware's tables", absent);
      return Optional.empty();
    }
  }
}
