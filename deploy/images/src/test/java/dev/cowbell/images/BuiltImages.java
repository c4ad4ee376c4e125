package dev.cowbell.images;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/**
 * What {@code ./cowbell images} writes, made once for all tests.
 *
 * @param folder where it was told to write
 * @param printed what it said
 */
record BuiltImages(Path folder, String printed) {
  static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
  static final List<String> PROGRAMS = List.of("collector", "aggregator", "api");
  private static Optional<BuiltImages> made = Optional.empty();

  static synchronized BuiltImages get() throws IOException {
    assumeTrue(
        Files.exists(HOME.resolve("api/server/target/quarkus-app/quarkus-run.jar")),
        "the programs are not built: run it with the whole build");
    if (made.isEmpty()) {
      Path folder = Path.of("target/images-under-test").toAbsolutePath();
      Stage.deleteAll(folder);
      made = Optional.of(new BuiltImages(folder, command("--output", folder.toString())));
    }
    return made.get();
  }

  /** Runs the command and answers what it printed. */
  static String command(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code =
        new CommandLine(new ImagesMain(HOME, new PrintStream(out, true, UTF_8))).execute(arguments);
    assertThat(code).as(out.toString(UTF_8)).isZero();
    return out.toString(UTF_8);
  }

  UnpackedImage unpack(String program, Path into) throws IOException {
    return UnpackedImage.of(archive(program), Files.createDirectories(into));
  }

  Path archive(String program) {
    return folder.resolve("cowbell-%s-0.1.0.tar".formatted(program));
  }

  Path tarball(String program) {
    return folder.resolve(
        "cowbell-%s-0.1.0-%s.tar.gz".formatted(program, System.getProperty("os.arch")));
  }

  Path bom(String program) {
    return folder.resolve("cowbell-%s-0.1.0.cdx.json".formatted(program));
  }
}
