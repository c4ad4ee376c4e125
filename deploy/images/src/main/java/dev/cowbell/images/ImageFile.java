package dev.cowbell.images;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import dev.cowbell.standalone.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * An image in a file that docker load, ctr images import and skopeo understand.
 *
 * @param reference such as cowbell-collector:0.1.0
 * @param file the archive
 * @param digest of the image's manifest
 */
record ImageFile(String reference, Path file, String digest) {
  /** From what never changes to what always does, so that a new version is a small download. */
  private static final List<String> LAYERS =
      List.of("etc lib lib64 tmp proc sys dev run var", "opt/java", "opt/cowbell/lib");

  /** Sorted: the image keeps the order, and that of Map.of is another one in every run. */
  private static final Map<String, String> ENVIRONMENT =
      new TreeMap<>(Map.of("MALLOC_ARENA_MAX", "1", "LANG", "C.UTF-8"));

  private static final FilePermissions PROGRAM = FilePermissions.fromOctalString("755");
  private static final FilePermissions FILE = FilePermissions.fromOctalString("644");
  private static final FilePermissions FOLDER = FilePermissions.fromOctalString("755");
  private static final FilePermissions FOR_ALL =
      FilePermissions.fromOctalString("1777".substring(1));

  static ImageFile write(Stage stage, Revision revision, Path folder, Path work)
      throws IOException, InterruptedException {
    Program program = stage.program();
    String reference = "cowbell-" + program.name() + ":" + revision.version();
    Path file = folder.resolve("cowbell-%s-%s.tar".formatted(program.name(), revision.version()));
    try {
      JibContainer made =
          Jib.fromScratch()
              .setPlatforms(Set.of(new Platform(architecture(), "linux")))
              .setFileEntriesLayers(layers(stage))
              .setEntrypoint("/opt/java/bin/java", "@/opt/cowbell/java.args")
              .setEnvironment(ENVIRONMENT)
              .setUser(program.user() + ":" + program.user())
              .setWorkingDirectory(AbsoluteUnixPath.get("/"))
              .setExposedPorts(Port.tcp(program.port()))
              .setLabels(labels(program, revision))
              .setCreationTime(revision.at())
              .containerize(
                  Containerizer.to(TarImage.at(file).named(reference))
                      .setOfflineMode(true)
                      .setToolName("cowbell")
                      .setBaseImageLayersCache(work.resolve("base"))
                      .setApplicationLayersCache(work.resolve("layers")));
      return new ImageFile(reference, file, made.getDigest().toString());
    } catch (InvalidImageReferenceException
        | RegistryException
        | CacheDirectoryCreationException
        | ExecutionException refused) {
      throw new Failure(
          "Cannot write the image of the %s: %s".formatted(program.name(), refused.getMessage()),
          refused);
    }
  }

  /** As container runtimes call the machine that builds. */
  private static String architecture() {
    String name = System.getProperty("os.arch");
    return name.equals("aarch64") ? "arm64" : name;
  }

  private static Map<String, String> labels(Program program, Revision revision) {
    return Map.of(
        "org.opencontainers.image.title", program.title(),
        "org.opencontainers.image.version", revision.version(),
        "org.opencontainers.image.revision", revision.commit(),
        "org.opencontainers.image.created", revision.at().toString(),
        "org.opencontainers.image.licenses", "Apache-2.0");
  }

  private static List<FileEntriesLayer> layers(Stage stage) throws IOException {
    List<FileEntriesLayer> layers = new ArrayList<>();
    for (String folders : LAYERS) {
      layers.add(layer(stage, folders, List.of(folders.split(" ", -1))));
    }
    layers.add(
        layer(
            stage,
            "program",
            List.of("opt/cowbell/app", "opt/cowbell/java.args", "opt/cowbell/sbom.cdx.json")));
    if (Files.exists(stage.root().resolve("opt/cowbell/generated"))) {
      // By itself: Quarkus 3.27 numbers and orders what it generates as its build steps happen to
      // end.
      layers.add(layer(stage, "generated", List.of("opt/cowbell/generated")));
    }
    if (Files.exists(stage.cache())) {
      // By itself: how classes lie in it depends on the run that it was trained by.
      layers.add(layer(stage, "cache", List.of("opt/cowbell/program.aot")));
    }
    return layers;
  }

  private static FileEntriesLayer layer(Stage stage, String name, List<String> parts)
      throws IOException {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
    for (String part : parts) {
      Path start = stage.root().resolve(part);
      if (!Files.exists(start)) {
        continue;
      }
      try (Stream<Path> files = Files.walk(start)) {
        for (Path file : (Iterable<Path>) files.sorted()::iterator) {
          layer.addEntry(
              file,
              AbsoluteUnixPath.get("/" + stage.root().relativize(file)),
              permissions(stage.root().relativize(file).toString(), file),
              Stage.AGE);
        }
      }
    }
    return layer.build();
  }

  private static FilePermissions permissions(String path, Path file) {
    if (Files.isDirectory(file)) {
      return path.equals("tmp") ? FOR_ALL : FOLDER;
    }
    return path.contains("/bin/") || path.endsWith("jspawnhelper") || path.contains("/ld-linux")
        ? PROGRAM
        : FILE;
  }
}
