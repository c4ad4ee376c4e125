package dev.cowbell.standalone.children;

import dev.cowbell.standalone.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The programs that get deployed, as the build leaves them.
 *
 * @param home root of the checkout
 */
public record Artefacts(Path home) {
  /** For few hosts on the machine that they run on: little memory, and up soon. */
  private static final List<String> SMALL_SERVICE =
      List.of(
          "-XX:+UseSerialGC",
          "-Xmx256m",
          "-Xss512k",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UsePerfData",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "--enable-native-access=ALL-UNNAMED");

  /** The artefacts of the checkout that the launcher names. */
  public static Artefacts ofCheckout() {
    String home = System.getProperty("cowbell.home");
    if (home == null) {
      throw new Failure("Start this program with ./cowbell, which says where the build is");
    }
    return new Artefacts(Path.of(home));
  }

  /** Command line of the collector. */
  public List<String> collector() {
    Path folder = home.resolve("collector");
    var command = new ArrayList<>(collectorJvm());
    command.addAll(startedFaster(folder));
    command.addAll(collectorProgram());
    return command;
  }

  /** What follows the options of the virtual machine. */
  public List<String> collectorProgram() {
    Path target = home.resolve("collector/target");
    return List.of(
        "-cp",
        require(target.resolve("cowbell-collector-0.1.0.jar")) + ":" + target.resolve("lib") + "/*",
        "dev.cowbell.collector.app.CollectorMain");
  }

  /**
   * The cache of loaded classes that the launcher trains after a build. One that does not fit any
   * more is left aside by the virtual machine, silently.
   */
  private static List<String> startedFaster(Path folder) {
    Path cache = folder.resolve("target/collector.aot");
    return Files.exists(cache)
        ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off,cds=off,class+path=off")
        : List.of();
  }

  /**
   * The virtual machine with the options that the collector runs with: of the runtime that the
   * launcher links after a build, or else the one that runs here.
   */
  public List<String> collectorJvm() {
    Path linked = home.resolve("collector/target/runtime/bin/java");
    var command = new ArrayList<>(Files.exists(linked) ? List.of(linked.toString()) : java());
    command.addAll(deployedFlags("collector"));
    return command;
  }

  /** Modules of the JDK that the collector needs. */
  public List<String> collectorModules() {
    return lines(home.resolve("collector/jdk.modules"));
  }

  /** Command line of the aggregator. */
  public List<String> aggregator() {
    return quarkus("aggregator", SMALL_SERVICE);
  }

  /** Command line of the aggregator as it is deployed on machines of its own. */
  public List<String> deployedAggregator() {
    return quarkus("aggregator", deployedFlags("aggregator"));
  }

  /** Command line of the API server. */
  public List<String> server() {
    return quarkus("api/server", SMALL_SERVICE);
  }

  /** Command line of the API server as it is deployed on machines of its own. */
  public List<String> deployedServer() {
    return quarkus("api/server", deployedFlags("api/server"));
  }

  /** Options of the virtual machine that a program is deployed with. */
  public List<String> deployedFlags(String module) {
    return lines(home.resolve(module).resolve("jvm.options"));
  }

  private List<String> quarkus(String module, List<String> flags) {
    var command = new ArrayList<String>(java());
    command.addAll(flags);
    command.add("-jar");
    command.add(
        require(home.resolve(module).resolve("target/quarkus-app/quarkus-run.jar")).toString());
    return command;
  }

  private static List<String> java() {
    return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString());
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(require(file)).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new Failure("Cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static Path require(Path file) {
    if (Files.notExists(file)) {
      throw new Failure("%s is missing; build it with ./cowbell build".formatted(file));
    }
    return file;
  }
}
