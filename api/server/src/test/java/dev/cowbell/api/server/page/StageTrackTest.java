package dev.cowbell.api.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.api.contract.v1.Recommendation;
import dev.cowbell.api.contract.v1.RecommendationKind;
import dev.cowbell.api.contract.v1.RolloutProgress;
import dev.cowbell.api.contract.v1.Stage;
import org.junit.jupiter.api.Test;

class StageTrackTest {
  private final Recommendation.Builder advice =
      Recommendation.newBuilder()
          .setId("web|Sandy Bridge-EP / 32 cores / 32 GiB|GC_POLICY")
          .setService("web")
          .setHardwareClass("Sandy Bridge-EP / 32 cores / 32 GiB")
          .setKind(RecommendationKind.RECOMMENDATION_KIND_GC_POLICY)
          .setRollout(
              RolloutProgress.newBuilder()
                  .setTreatedHosts(2)
                  .setHosts(160)
                  .addBecause("restart time in seconds 60.00, allowed 25.00"));

  @Test
  void whatIsHeld_saysOnHowManyHostsAndWhy() {
    StageTrack track = StageTrack.of(advice.setStage(Stage.STAGE_HELD).build());
    assertThat(track.stopped()).isEqualTo("held");
    assertThat(track.here()).isEmpty();
    assertThat(track.reach()).isEqualTo("2 of 160 hosts");
    assertThat(track.why()).containsExactly("restart time in seconds 60.00, allowed 25.00");
  }

  @Test
  void whatGoesOn_saysOnHowManyHostsOnly() {
    StageTrack track = StageTrack.of(advice.setStage(Stage.STAGE_CANARY).build());
    assertThat(track.here()).isEqualTo("canary");
    assertThat(track.reach()).isEqualTo("2 of 160 hosts");
    assertThat(track.why()).isEmpty();
  }

  @Test
  void whatIsNotRolledOut_saysNothingOfHosts() {
    StageTrack track = StageTrack.of(advice.clearRollout().setStage(Stage.STAGE_OBSERVE).build());
    assertThat(track.reach()).isEmpty();
  }
}
