package dev.cowbell.collector.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SourcedNameTest {
  private static final Optional<String> NONE = Optional.empty();

  @Test
  void ofService_takesTheFirstOfCowbellOtelAndProgram() {
    assertThat(
            SourcedName.ofService(
                Optional.of("a"), Optional.of("b"), "python3", Optional.of("app.py")))
        .isEqualTo(new SourcedName("a", NameSource.COWBELL_ENVIRONMENT));
    assertThat(SourcedName.ofService(NONE, Optional.of("b"), "python3", Optional.of("app.py")))
        .isEqualTo(new SourcedName("b", NameSource.OTEL_ENVIRONMENT));
    assertThat(SourcedName.ofService(NONE, NONE, "python3", Optional.of("app.py")))
        .isEqualTo(new SourcedName("python3 app.py", NameSource.EXECUTABLE));
    assertThat(SourcedName.ofService(NONE, NONE, "uwsgi", NONE))
        .isEqualTo(new SourcedName("uwsgi", NameSource.EXECUTABLE));
  }

  @Test
  void ofArm_takesTheFirstOfCowbellAndPolicy() {
    assertThat(SourcedName.ofArm(Optional.of("a"), Optional.of("frozen")))
        .isEqualTo(new SourcedName("a", NameSource.COWBELL_ENVIRONMENT));
    assertThat(SourcedName.ofArm(NONE, Optional.of("frozen")))
        .isEqualTo(new SourcedName("frozen", NameSource.POLICY));
    assertThat(SourcedName.ofArm(NONE, NONE))
        .isEqualTo(new SourcedName("unknown", NameSource.UNKNOWN));
  }
}
