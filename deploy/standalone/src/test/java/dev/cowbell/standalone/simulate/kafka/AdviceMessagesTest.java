package dev.cowbell.standalone.simulate.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.cowbell.api.contract.v1.PolicyAdvice;
import dev.cowbell.api.contract.v1.Recommendation;
import dev.cowbell.api.contract.v1.RecommendationKind;
import dev.cowbell.api.contract.v1.Stage;
import dev.cowbell.standalone.simulate.obey.Advice;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AdviceMessagesTest {
  private final Recommendation.Builder canary =
      Recommendation.newBuilder()
          .setService("web")
          .setHardwareClass("Zen 3 / 64 cores / 128 GiB")
          .setKind(RecommendationKind.RECOMMENDATION_KIND_GC_POLICY)
          .setStage(Stage.STAGE_CANARY)
          .setPolicy(PolicyAdvice.newBuilder().setControl("default").setTreatment("frozen"));

  @Test
  void parse_ofPolicyAdvice_isThatAdvice() throws InvalidProtocolBufferException {
    assertThat(AdviceMessages.parse(canary.build().toByteArray()))
        .contains(
            new Advice(
                "web",
                "Zen 3 / 64 cores / 128 GiB",
                Advice.Step.CANARY,
                "frozen",
                OptionalInt.empty(),
                Set.of()));
  }

  @Test
  void parse_ofAnythingElse_isNothingToObey() throws InvalidProtocolBufferException {
    assertThat(AdviceMessages.parse(null)).isEmpty();
    assertThat(
            AdviceMessages.parse(
                canary
                    .clone()
                    .setKind(RecommendationKind.RECOMMENDATION_KIND_WORKER_COUNT)
                    .build()
                    .toByteArray()))
        .isEmpty();
    assertThat(AdviceMessages.parse(canary.clone().clearPolicy().build().toByteArray())).isEmpty();
    assertThat(AdviceMessages.parse(canary.clone().clearStage().build().toByteArray())).isEmpty();
  }

  @Test
  void parse_ofAStop_needsNoArm() throws InvalidProtocolBufferException {
    assertThat(
            AdviceMessages.parse(
                canary
                    .clone()
                    .clearPolicy()
                    .setStage(Stage.STAGE_ROLLED_BACK)
                    .build()
                    .toByteArray()))
        .hasValueSatisfying(advice -> assertThat(advice.step()).isEqualTo(Advice.Step.ROLLED_BACK));
  }

  @Test
  void parse_ofRubbish_isRefused() {
    assertThatThrownBy(() -> AdviceMessages.parse("rubbish".getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(InvalidProtocolBufferException.class);
  }
}
