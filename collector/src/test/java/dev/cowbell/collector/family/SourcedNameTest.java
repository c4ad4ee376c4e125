package dev.cowbell.collector.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SourcedNameTest {
  private static final Optional<String> NONE = Optional.empty();

  @Test
  void ofService_takesTheFirstOfCowbellPodLabelOtelWorkloadAndProgram() {
    assertThat(service(Optional.of("a"), Optional.of("b"), Optional.of("c"), Optional.of("d")))
        .isEqualTo(new SourcedName("a", NameSource.COWBELL_ENVIRONMENT));
    assertThat(service(NONE, Optional.of("b"), Optional.of("c"), Optional.of("d")))
        .isEqualTo(new SourcedName("b", NameSource.POD_LABEL));
    assertThat(service(NONE, NONE, Optional.of("c"), Optional.of("d")))
        .isEqualTo(new SourcedName("c", NameSource.OTEL_ENVIRONMENT));
    assertThat(service(NONE, NONE, NONE, Optional.of("d")))
        .isEqualTo(new SourcedName("d", NameSource.WORKLOAD));
    assertThat(service(NONE, NONE, NONE, NONE))
        .isEqualTo(new SourcedName("python3 app.py", NameSource.EXECUTABLE));
  }

  private static SourcedName service(
      Optional<String> cowbell,
      Optional<String> label,
      Optional<String> otel,
      Optional<String> workload) {
    return SourcedName.ofService(cowbell, label, otel, workload, "python3 app.py");
  }

  @Test
  void ofArm_takesTheFirstOfCowbellPodLabelAndPolicy() {
    assertThat(SourcedName.ofArm(Optional.of("a"), Optional.of("b"), Optional.of("frozen")))
        .isEqualTo(new SourcedName("a", NameSource.COWBELL_ENVIRONMENT));
    assertThat(SourcedName.ofArm(NONE, Optional.of("b"), Optional.of("frozen")))
        .isEqualTo(new SourcedName("b", NameSource.POD_LABEL));
    assertThat(SourcedName.ofArm(NONE, NONE, Optional.of("frozen")))
        .isEqualTo(new SourcedName("frozen", NameSource.POLICY));
    assertThat(SourcedName.ofArm(NONE, NONE, NONE))
        .isEqualTo(new SourcedName("unknown", NameSource.UNKNOWN));
  }
}
