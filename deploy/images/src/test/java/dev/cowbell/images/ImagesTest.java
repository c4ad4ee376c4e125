package dev.cowbell.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What ./cowbell images writes. */
class ImagesTest {
  @TempDir Path folder;

  @Test
  void command_printsNamesSizesPlacesAndDigests() throws IOException {
    String printed = BuiltImages.get().printed();
    for (String program : BuiltImages.PROGRAMS) {
      assertThat(printed)
          .containsPattern("cowbell-" + program + ":0.1.0 +[0-9]+\\.[0-9]  /.*/cowbell-" + program)
          .contains(BuiltImages.get().archive(program).toString());
      assertThat(BuiltImages.get().archive(program)).exists();
      assertThat(BuiltImages.get().tarball(program)).exists();
    }
    assertThat(printed.lines().filter(line -> line.strip().matches("sha256:[0-9a-f]{64}")))
        .hasSize(3);
  }

  /** Against the schema of CycloneDX's own library. */
  @ParameterizedTest
  @ValueSource(strings = {"collector", "aggregator", "api"})
  void bom_isValid_andNamesLibrariesRuntimeAndCLibrary(String program) throws Exception {
    Path bom = BuiltImages.get().bom(program);
    assertThat(new JsonParser().validate(bom.toFile(), Version.VERSION_16)).isEmpty();
    JsonNode tree = new ObjectMapper().readTree(bom.toFile());
    assertThat(tree.get("specVersion").asText()).isEqualTo("1.6");
    assertThat(tree.findValuesAsText("name")).contains("jdk", "glibc", "protobuf-java");
  }

  /** All but the class cache, which depends on the run that it was trained by. */
  @Test
  void layers_ofTheSameCommit_areTheSameBits() throws IOException {
    BuiltImages.command("--no-cache", "--output", folder.toString());
    BuiltImages again = new BuiltImages(folder, "");
    for (String program : BuiltImages.PROGRAMS) {
      UnpackedImage first = BuiltImages.get().unpack(program, folder.resolve(program + "-1"));
      UnpackedImage second = again.unpack(program, folder.resolve(program + "-2"));
      List<String> layers = first.layers();
      assertThat(layers).hasSize(program.equals("collector") ? 5 : 6);
      assertThat(second.layers()).as(program).isEqualTo(layers.subList(0, layers.size() - 1));
      assertThat(second.config().get("config")).isEqualTo(first.config().get("config"));
      assertThat(second.config().get("created")).isEqualTo(first.config().get("created"));
    }
  }

  @Test
  void command_withAProgramThatNobodyKnows_saysWhichThereAre() {
    assertThat(
            new CommandLine(new ImagesMain(BuiltImages.HOME, System.out))
                .execute("--program", "server", "--output", folder.resolve("none").toString()))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"collector", "aggregator", "api"})
  void image_holdsNothingButTheProgram_andSaysWhatItIs(String program) throws IOException {
    UnpackedImage image = BuiltImages.get().unpack(program, folder.resolve("image"));
    assertThat(image.user()).isEqualTo(program.equals("collector") ? 0 : 10001);
    JsonNode labels = image.config().get("config").get("Labels");
    assertThat(image.texts("Env")).isSorted();
    assertThat(labels.get("org.opencontainers.image.title").asText())
        .isEqualTo("Cowbell " + program);
    assertThat(labels.get("org.opencontainers.image.version").asText()).isEqualTo("0.1.0");
    assertThat(labels.get("org.opencontainers.image.revision").asText())
        .matches("[0-9a-f]{40}(-changed)?");
    assertThat(labels.get("org.opencontainers.image.created").asText()).startsWith("20");
    assertThat(labels.get("org.opencontainers.image.licenses").asText()).isEqualTo("Apache-2.0");
    assertThat(image.root().resolve("bin")).doesNotExist();
    assertThat(image.root().resolve("opt/cowbell/program.aot")).exists();
    assertThat(image.root().resolve("opt/cowbell/sbom.cdx.json"))
        .hasSameTextualContentAs(BuiltImages.get().bom(program));
    assertThat(image.root().resolve("opt/java/bin/java")).isExecutable();
    assertThat(Files.isWritable(image.root().resolve("tmp"))).isTrue();
  }
}
