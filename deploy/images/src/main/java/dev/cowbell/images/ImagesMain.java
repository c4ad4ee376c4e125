package dev.cowbell.images;

import dev.cowbell.standalone.failure.Failure;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code ./cowbell images}: writes images and tarballs of the three programs. */
@CommandLine.Command(
    name = "cowbell images",
    mixinStandardHelpOptions = true,
    description =
        "Writes images and tarballs of collector, aggregator and api, and what they are made of.")
public final class ImagesMain implements Callable<Integer> {
  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Where to write (default: ${DEFAULT-VALUE}).",
      defaultValue = "target/images")
  private Path output = Path.of("target/images");

  @Option(
      names = "--no-cache",
      description =
          "Leave the class caches out: programs start slower, and the same commit gives the same"
              + " bits.")
  private boolean withoutCache;

  @Option(
      names = "--program",
      paramLabel = "NAME",
      description = "Only this one of collector, aggregator and api; may be given several times.")
  private List<String> wanted = new ArrayList<>();

  private final Path home;
  private final PrintStream out;

  ImagesMain(Path home, PrintStream out) {
    this.home = home;
    this.out = out;
  }

  /** Runs it; the launcher says where the checkout is. */
  public static void main(String[] args) {
    Path home = Path.of(System.getProperty("cowbell.home", "."));
    System.exit(new CommandLine(new ImagesMain(home, System.out)).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try {
      Path folder = Files.createDirectories(output.toAbsolutePath());
      List<ImageFile> images = write(folder);
      out.print(table(images));
      return 0;
    } catch (Failure failure) {
      System.err.println("cowbell images: " + failure.getMessage());
      return 1;
    }
  }

  private List<ImageFile> write(Path folder) throws IOException, InterruptedException {
    Path work = Files.createDirectories(folder.resolve("work"));
    Revision revision = Revision.of(home);
    SystemFiles system = SystemFiles.ofThisMachine();
    JavaRuntime runtime = new JavaRuntime(work.resolve("runtimes"));
    List<Stage> stages = new ArrayList<>();
    for (Program program : chosen()) {
      out.println("Laying out the " + program.name());
      Stage stage = Stage.lay(program, work.resolve(program.name()), runtime);
      String bom = Sbom.of(program, system);
      stage.write("sbom.cdx.json", bom);
      Files.writeString(
          folder.resolve("cowbell-%s-%s.cdx.json".formatted(program.name(), revision.version())),
          bom);
      stages.add(stage);
    }
    if (!withoutCache) {
      out.println("Training the class caches: the programs run together for some seconds");
      new Training(stages, work.resolve("training")).run();
    }
    List<ImageFile> images = new ArrayList<>();
    for (Stage stage : stages) {
      out.println("Writing the image and the tarball of the " + stage.program().name());
      images.add(ImageFile.write(stage, revision, folder, work));
      new Tarball(home).write(stage, revision, folder, work);
    }
    return images;
  }

  private List<Program> chosen() {
    List<Program> all = new Programs(home).all();
    List<String> names = all.stream().map(Program::name).toList();
    wanted.stream()
        .filter(name -> !names.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new Failure("--program %s: it has to be one of %s".formatted(name, names));
            });
    return all.stream()
        .filter(program -> wanted.isEmpty() || wanted.contains(program.name()))
        .toList();
  }

  private static String table(List<ImageFile> images) throws IOException {
    StringBuilder table = new StringBuilder();
    table.append(String.format(Locale.ROOT, "%-28s %10s  %s%n", "image", "MiB", "file"));
    for (ImageFile image : images) {
      table.append(
          String.format(
              Locale.ROOT,
              "%-28s %10.1f  %s%n%-28s %10s  %s%n",
              image.reference(),
              Files.size(image.file()) / 1048576.0,
              image.file(),
              "",
              "",
              image.digest()));
    }
    return table.toString();
  }
}
