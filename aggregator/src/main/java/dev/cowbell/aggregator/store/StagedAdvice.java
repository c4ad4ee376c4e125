package dev.cowbell.aggregator.store;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import dev.cowbell.aggregator.guardrail.Observe;
import dev.cowbell.aggregator.guardrail.RolledBack;
import dev.cowbell.aggregator.guardrail.Running;
import dev.cowbell.aggregator.guardrail.Stopped;
import dev.cowbell.api.contract.v1.Recommendation;
import dev.cowbell.api.contract.v1.RolloutProgress;
import dev.cowbell.api.contract.v1.Stage;
import java.time.Instant;

/** Advice with the stage that its rollout stands at: what is stored for readers and published. */
final class StagedAdvice {

  private StagedAdvice() {}

  /**
   * The message for readers.
   *
   * @param computed the recommendation as computed
   * @param rested the one that last told the rollout's treatment from chance
   */
  static Recommendation of(Recommendation computed, Recommendation rested, StoredRollout rollout) {
    boolean stands = computed.getPolicy().getTreatment().equals(rollout.treatment());
    Recommendation.Builder message =
        stands || rollout.stage() instanceof Observe
            ? computed.toBuilder()
            : rested.toBuilder()
                .setComputedAt(computed.getComputedAt())
                .addEvidence(
                    "That was measured while hosts of both arms were there; today: "
                        + computed.getSummary());
    rollout.because().forEach(reason -> message.addEvidence(sentence(rollout, reason)));
    return message.setStage(stage(rollout)).setRollout(progress(rollout)).build();
  }

  static Recommendation parsed(byte[] payload) {
    try {
      return Recommendation.parseFrom(payload);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a stored recommendation is not one", e);
    }
  }

  private static String sentence(StoredRollout rollout, String reason) {
    return switch (rollout.stage()) {
      case Observe _ -> "Not rolled out: " + reason + ".";
      case Running running -> "At " + running.name() + " because: " + reason + ".";
      case RolledBack _ -> "Taken back because: " + reason + ".";
      case Stopped _ -> "Held because: " + reason + ".";
    };
  }

  private static Stage stage(StoredRollout rollout) {
    return Stage.valueOf("STAGE_" + rollout.stage().name());
  }

  private static RolloutProgress progress(StoredRollout rollout) {
    Instant moved = rollout.movedAt();
    return RolloutProgress.newBuilder()
        .setTreatedHosts(rollout.treatedHosts())
        .addAllHostIds(rollout.treatedHostIds())
        .setHosts(rollout.hosts())
        .setMovedAt(
            Timestamp.newBuilder().setSeconds(moved.getEpochSecond()).setNanos(moved.getNano()))
        .addAllBecause(rollout.because())
        .build();
  }
}
