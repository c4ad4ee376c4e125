package dev.cowbell.images;

import dev.cowbell.standalone.children.Artefacts;
import dev.cowbell.standalone.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The three programs as the build left them.
 *
 * @param home root of the checkout
 */
record Programs(Path home) {
  private static final int NOBODY_ELSE = 10001;
  private static final List<String> SERVICE_MODULES =
      List.of(
          "java.base",
          "java.desktop",
          "java.instrument",
          "java.logging",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.rmi",
          "java.security.jgss",
          "java.security.sasl",
          "java.sql",
          "java.transaction.xa",
          "java.xml",
          "jdk.management",
          "jdk.naming.dns",
          "jdk.net",
          "jdk.unsupported",
          "jdk.xml.dom",
          "jdk.zipfs");

  List<Program> all() {
    return List.of(
        collector(), service("aggregator", "aggregator", 8081), service("api", "api/server", 8080));
  }

  private Program collector() {
    Path target = home.resolve("collector/target");
    List<Path> jars = new ArrayList<>(List.of(target.resolve("cowbell-collector-0.1.0.jar")));
    jars.addAll(jarsIn(target.resolve("lib")));
    return new Program(
        "collector",
        "Cowbell collector",
        "dev.cowbell.collector.app.CollectorMain",
        jars,
        new Artefacts(home).deployedFlags("collector"),
        new Artefacts(home).collectorModules(),
        0,
        9464,
        target.resolve("bom.json"));
  }

  /**
   * A Quarkus program on one flat class path: its own class loader would keep most classes out of
   * the class cache. What the build rewrote comes before what it rewrote.
   */
  private Program service(String name, String module, int port) {
    Path app = home.resolve(module).resolve("target/quarkus-app");
    List<Path> jars = new ArrayList<>();
    jars.add(app.resolve("quarkus/transformed-bytecode.jar"));
    jars.add(app.resolve("quarkus/generated-bytecode.jar"));
    jars.addAll(jarsIn(app.resolve("app")));
    jars.addAll(jarsIn(app.resolve("lib/main")));
    jars.addAll(jarsIn(app.resolve("lib/boot")));
    List<String> flags = new ArrayList<>(new Artefacts(home).deployedFlags(module));
    flags.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
    flags.add("-Djava.awt.headless=true");
    return new Program(
        name,
        "Cowbell " + name,
        name.equals("api")
            ? "dev.cowbell.api.server.app.ServerMain"
            : "dev.cowbell.aggregator.app.AggregatorMain",
        jars,
        flags,
        SERVICE_MODULES,
        NOBODY_ELSE,
        port,
        home.resolve(module).resolve("target/bom.json"));
  }

  /** In the order of their names, so that the class path is the same wherever it is built. */
  private static List<Path> jarsIn(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException missing) {
      throw new Failure("%s is missing; build it with ./cowbell build".formatted(folder), missing);
    }
  }
}
