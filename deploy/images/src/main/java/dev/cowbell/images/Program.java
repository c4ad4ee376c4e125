package dev.cowbell.images;

import java.nio.file.Path;
import java.util.List;

/**
 * One of the programs, and what it takes to run it.
 *
 * @param name collector, aggregator or api
 * @param title for people
 * @param mainClass what is started
 * @param jars the class path in order; its own first
 * @param flags of the virtual machine
 * @param modules of the JDK that it needs
 * @param user uid it runs as
 * @param port where it answers health and metrics
 * @param bom what the build says it is made of, CycloneDX
 */
record Program(
    String name,
    String title,
    String mainClass,
    List<Path> jars,
    List<String> flags,
    List<String> modules,
    int user,
    int port,
    Path bom) {

  /** Whether a jar is this project's own, and so changes with every commit. */
  static boolean isOwn(Path jar) {
    String name = jar.getFileName().toString();
    return name.startsWith("cowbell-")
        || name.startsWith("dev.cowbell.")
        || name.endsWith("-bytecode.jar");
  }

  /** Whether it holds what Quarkus wrote, in an order that is another one in every build. */
  static boolean isGenerated(Path jar) {
    return jar.endsWith("generated-bytecode.jar");
  }
}
