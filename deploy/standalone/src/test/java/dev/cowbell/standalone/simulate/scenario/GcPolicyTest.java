package dev.cowbell.standalone.simulate.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GcPolicyTest {
  @Test
  void named_byItsParts_isThatPolicy() {
    assertThat(GcPolicy.named("default")).contains(new GcPolicy("default", true, false, 700));
    assertThat(GcPolicy.named("threshold-0")).contains(new GcPolicy("threshold-0", true, false, 0));
    assertThat(GcPolicy.named("frozen+threshold-50000"))
        .contains(new GcPolicy("frozen+threshold-50000", true, true, 50_000));
    assertThat(GcPolicy.named("disabled+frozen"))
        .contains(new GcPolicy("disabled+frozen", false, true, 700));
  }

  @Test
  void named_inAnotherOrderOrByARedundantPart_isUnknown() {
    assertThat(List.of("", "+", "frozendisabled", "threshold-700", "threshold-0+frozen", "best"))
        .allSatisfy(name -> assertThat(GcPolicy.named(name)).as(name).isEmpty());
  }

  @Test
  void copiesInherited_onlyWhereFullCollectionsReachTheHeapOfTheParent() {
    assertThat(GcPolicy.named("default").orElseThrow().copiesInherited()).isTrue();
    assertThat(GcPolicy.named("frozen").orElseThrow().copiesInherited()).isFalse();
    assertThat(GcPolicy.named("threshold-0").orElseThrow().copiesInherited()).isFalse();
    assertThat(GcPolicy.named("disabled").orElseThrow().copiesInherited()).isFalse();
  }
}
