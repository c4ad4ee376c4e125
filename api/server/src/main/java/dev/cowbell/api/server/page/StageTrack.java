package dev.cowbell.api.server.page;

import dev.cowbell.api.contract.v1.Recommendation;
import dev.cowbell.api.contract.v1.Stage;
import dev.cowbell.api.server.figure.Words;
import dev.cowbell.api.server.fleet.ServiceOnClass;
import dev.cowbell.api.server.report.AdviceCard;
import java.util.List;
import java.util.stream.Stream;

/**
 * How far a recommendation has come, as steps in a row.
 *
 * @param here the step in words
 * @param stopped "held" or "taken back"; empty while it goes on
 * @param reach on how many hosts, such as "2 of 160 hosts"; empty where nothing is rolled out
 * @param why what stopped it, a sentence each; empty while it goes on
 * @param lacking whether there is not enough evidence for any advice yet
 */
public record StageTrack(
    Link link,
    Link service,
    String hardwareClass,
    String generation,
    String setting,
    List<Step> steps,
    String here,
    String stopped,
    String reach,
    List<String> why,
    boolean lacking,
    String summary,
    boolean simulated) {
  private static final List<Stage> WAY =
      List.of(Stage.STAGE_OBSERVE, Stage.STAGE_CANARY, Stage.STAGE_EXPAND, Stage.STAGE_FLEET);

  /**
   * One step.
   *
   * @param state done, here or ahead
   */
  public record Step(String name, String state) {}

  static StageTrack of(Recommendation advice) {
    Stage stage = advice.getStage();
    int at = Math.max(0, WAY.indexOf(stage));
    boolean stopped = stage == Stage.STAGE_HELD || stage == Stage.STAGE_ROLLED_BACK;
    String hardwareClass = advice.getHardwareClass();
    return new StageTrack(
        new Link(AdviceCard.setting(advice), Links.recommendation(advice.getId())),
        new Link(
            advice.getService(),
            Links.service(new ServiceOnClass(advice.getService(), hardwareClass))),
        hardwareClass,
        generation(hardwareClass),
        AdviceCard.setting(advice),
        Stream.iterate(0, i -> i < WAY.size(), i -> i + 1)
            .map(i -> new Step(name(WAY.get(i)), stopped ? "ahead" : state(i, at)))
            .toList(),
        stopped ? "" : name(WAY.get(at)),
        switch (stage) {
          case STAGE_HELD -> "held";
          case STAGE_ROLLED_BACK -> "taken back";
          default -> "";
        },
        reach(advice),
        stopped ? advice.getRollout().getBecauseList() : List.of(),
        advice.hasInsufficient(),
        advice.getSummary(),
        advice.getSimulated());
  }

  /** A class is named by its generation first. */
  static String generation(String hardwareClass) {
    return hardwareClass.split(" / ", 2)[0];
  }

  private static String reach(Recommendation advice) {
    return advice.hasRollout()
        ? "%d of %s"
            .formatted(
                advice.getRollout().getTreatedHosts(),
                Words.count(advice.getRollout().getHosts(), "host"))
        : "";
  }

  private static String state(int step, int at) {
    if (step == at) {
      return "here";
    }
    return step < at ? "done" : "ahead";
  }

  private static String name(Stage stage) {
    return switch (stage) {
      case STAGE_CANARY -> "canary";
      case STAGE_EXPAND -> "quarter";
      case STAGE_FLEET -> "fleet";
      default -> "observe";
    };
  }
}
