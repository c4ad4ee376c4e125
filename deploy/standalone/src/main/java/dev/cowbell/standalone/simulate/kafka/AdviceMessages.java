package dev.cowbell.standalone.simulate.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.cowbell.api.contract.v1.Recommendation;
import dev.cowbell.api.contract.v1.RecommendationKind;
import dev.cowbell.standalone.simulate.obey.Advice;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Advice as it stands on cowbell.recommendations.v1. */
final class AdviceMessages {
  private AdviceMessages() {}

  /**
   * The advice in a record; empty where it is about something else than the collector's policy.
   *
   * @param value a serialised Recommendation
   * @throws InvalidProtocolBufferException where it is not
   */
  static Optional<Advice> parse(byte @Nullable [] value) throws InvalidProtocolBufferException {
    if (value == null) {
      return Optional.empty(); // withdrawn: hosts stay as they are until there is new advice
    }
    Recommendation message = Recommendation.parseFrom(value);
    if (message.getKind() != RecommendationKind.RECOMMENDATION_KIND_GC_POLICY) {
      return Optional.empty();
    }
    return step(message)
        .filter(step -> isComplete(step, message))
        .map(
            step ->
                new Advice(
                    message.getService(),
                    message.getHardwareClass(),
                    step,
                    message.getPolicy().getTreatment(),
                    hosts(message),
                    Set.copyOf(message.getRollout().getHostIdsList())));
  }

  /** Without an arm nothing can be counted: then the stage alone speaks. */
  private static OptionalInt hosts(Recommendation message) {
    return message.hasRollout() && !message.getPolicy().getTreatment().isEmpty()
        ? OptionalInt.of(message.getRollout().getTreatedHosts())
        : OptionalInt.empty();
  }

  /** To stop or take back, no arm need be named. */
  private static boolean isComplete(Advice.Step step, Recommendation message) {
    return switch (step) {
      case OBSERVE, HELD, ROLLED_BACK -> true;
      case CANARY, EXPAND, FLEET -> !message.getPolicy().getTreatment().isEmpty();
    };
  }

  private static Optional<Advice.Step> step(Recommendation message) {
    return switch (message.getStage()) {
      case STAGE_OBSERVE -> Optional.of(Advice.Step.OBSERVE);
      case STAGE_CANARY -> Optional.of(Advice.Step.CANARY);
      case STAGE_EXPAND -> Optional.of(Advice.Step.EXPAND);
      case STAGE_FLEET -> Optional.of(Advice.Step.FLEET);
      case STAGE_HELD -> Optional.of(Advice.Step.HELD);
      case STAGE_ROLLED_BACK -> Optional.of(Advice.Step.ROLLED_BACK);
      case STAGE_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
    };
  }
}
