package dev.cowbell.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The API reference in the repository is the one the contract gives. After a change run with {@code
 * -Dcontract.golden.update=true}.
 */
class ApiReferenceTest {
  private static final Path REFERENCE = Path.of("../../docs/api-reference.md");

  @Test
  void reference_isCurrent_andDocumentsEveryElement() throws Exception {
    String current;
    try (InputStream descriptors = Files.newInputStream(Path.of("target/contract.desc"))) {
      current = ApiReference.of(FileDescriptorSet.parseFrom(descriptors));
    }
    if (Boolean.getBoolean("contract.golden.update")) {
      Files.writeString(REFERENCE, current);
    }

    assertThat(REFERENCE).hasContent(current);
    assertThat(current)
        .contains("### RecommendationService.SetStage", "Holds, releases or approves a stage")
        .doesNotContainPattern("\\| \\|\n");
  }
}
