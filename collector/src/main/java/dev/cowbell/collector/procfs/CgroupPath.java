package dev.cowbell.collector.procfs;

import java.util.Optional;

/**
 * The memory cgroup in {@code /proc/PID/cgroup}, cgroups(7).
 *
 * @param version 1 or 2
 * @param path below the mount point of the hierarchy
 */
public record CgroupPath(int version, String path) {

  /**
   * Parses the file; where both hierarchies are mounted the memory controller of version 1 is the
   * one that counts.
   */
  static Optional<CgroupPath> parse(KernelText text) throws ParseException {
    Optional<CgroupPath> unified = Optional.empty();
    while (!text.atEnd()) {
      long hierarchy = text.number("hierarchy");
      text.until(':', ":");
      String controllers = text.until(':', "controllers");
      String path = text.restOfLine();
      if (controllers.equals("memory")
          || controllers.startsWith("memory,")
          || controllers.contains(",memory")) {
        return Optional.of(new CgroupPath(1, path));
      }
      if (hierarchy == 0) {
        unified = Optional.of(new CgroupPath(2, path));
      }
      text.nextLine();
    }
    return unified;
  }
}
