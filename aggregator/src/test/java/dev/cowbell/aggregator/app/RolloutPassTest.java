package dev.cowbell.aggregator.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.cowbell.aggregator.fixture.Database;
import dev.cowbell.aggregator.fixture.EmbeddedPostgresServer;
import dev.cowbell.aggregator.recommend.Kind;
import dev.cowbell.aggregator.recommend.Recommendation;
import dev.cowbell.aggregator.recommend.Verdict;
import dev.cowbell.aggregator.savings.Estimate;
import dev.cowbell.aggregator.store.DecisionStore;
import dev.cowbell.aggregator.store.Decisions;
import dev.cowbell.aggregator.store.RolloutStore;
import dev.cowbell.aggregator.store.ServiceOnClass;
import dev.cowbell.aggregator.store.ToPublish;
import dev.cowbell.api.contract.v1.Stage;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Rollouts from ticks in a real database to what is published. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolloutPassTest {
  private static final String SANDY_BRIDGE = "Sandy Bridge-EP";
  private static final String HASWELL = "Haswell-EP";
  private static final String ZEN_5 = "Zen 5";

  private final EmbeddedPostgresServer server = EmbeddedPostgresServer.start();
  private final List<dev.cowbell.api.contract.v1.Recommendation> published = new ArrayList<>();

  // Set before each test, which NullAway does not know of.
  @SuppressWarnings("NullAway.Init")
  private Database database;

  @SuppressWarnings("NullAway.Init")
  private ObedientFleet fleet;

  @BeforeEach
  void start() throws SQLException {
    database = server.newDatabase();
    published.clear();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void generationThatCannotTakeIt_isHeldAtItsCanary_andTheOthersReachTheFleet()
      throws SQLException, InvalidProtocolBufferException {
    fleet = fleet(Map.of(SANDY_BRIDGE, 60, HASWELL, 10));
    play(Duration.ofDays(11));

    assertThat(fleet.touched(SANDY_BRIDGE)).isEqualTo(2);
    assertThat(fleet.touched(HASWELL)).isEqualTo(ObedientFleet.HOSTS);
    assertThat(stages(SANDY_BRIDGE)).containsExactly("OBSERVE", "CANARY", "HELD");
    assertThat(stages(HASWELL)).containsExactly("OBSERVE", "CANARY", "EXPAND", "FLEET");
    var held = last(SANDY_BRIDGE);
    assertThat(held.getRollout().getTreatedHosts()).isEqualTo(2);
    assertThat(held.getRollout().getHosts()).isEqualTo(ObedientFleet.HOSTS);
    assertThat(held.getRollout().getBecauseList())
        .isNotEmpty()
        .allMatch(why -> why.contains("restart time in seconds 60.00, allowed 25.00"));
    assertThat(held.getEvidenceList()).anyMatch(why -> why.startsWith("Held because: "));
    assertThat(held.getPolicy().getTreatment()).isEqualTo("frozen");
    assertThat(
            database.text(
                """
                SELECT string_agg(before_stage || '>' || after_stage || ' ' || treated_hosts || '/' || hosts, ', ' ORDER BY decision_id)
                FROM api.stage_decision WHERE generation = 'Sandy Bridge-EP'
                """))
        .isEqualTo("OBSERVE>CANARY 2/20, CANARY>HELD 2/20");
    assertThat(
            dev.cowbell.api.contract.v1.Recommendation.parseFrom(payload(SANDY_BRIDGE)).toBuilder()
                .setComputedAt(held.getComputedAt())
                .build())
        .isEqualTo(held);
    assertThat(
            database.number(
                "SELECT count(*) FROM stage_decision WHERE evidence = ARRAY['It was measured.'] AND"
                    + " cardinality(because) > 0"))
        .isEqualTo(database.number("SELECT count(*) FROM stage_decision"));
  }

  @Test
  void nothingBegins_beforeHostsCanBeHeldAgainstThemselves() throws SQLException {
    fleet = fleet(Map.of(SANDY_BRIDGE, 10));
    play(Duration.ofDays(3));
    assertThat(stages(SANDY_BRIDGE)).containsExactly("OBSERVE");
    assertThat(last(SANDY_BRIDGE).getRollout().getBecause(0))
        .contains("2 of the first 2 hosts have been seen reloading on fewer than 3 days");
    play(Duration.ofDays(1));
    assertThat(stages(SANDY_BRIDGE)).contains("CANARY");
  }

  @Test
  void breachInTheFleet_takesTheChangeBack_andAFixBeginsAnew() throws SQLException {
    fleet = fleet(Map.of(ZEN_5, 10));
    play(Duration.ofDays(9));
    assertThat(stages(ZEN_5)).endsWith("FLEET");
    fleet.kills(ZEN_5);
    play(Duration.ofHours(12));
    assertThat(stages(ZEN_5)).endsWith("ROLLED_BACK");
    assertThat(last(ZEN_5).getRollout().getTreatedHosts()).isZero();
    assertThat(last(ZEN_5).getPolicy().getTreatment()).isEqualTo("frozen");
    assertThat(last(ZEN_5).getRollout().getBecause(0)).contains("processes killed for memory");

    fleet.spares(ZEN_5);
    ask(ZEN_5, 2, "os._exit in the worker");
    play(Duration.ofDays(1));
    assertThat(stages(ZEN_5))
        .startsWith("OBSERVE", "CANARY", "EXPAND", "FLEET", "ROLLED_BACK", "OBSERVE", "CANARY");
  }

  @Test
  void operators_areAnsweredAndObeyedWhereItIsLegal() throws SQLException {
    fleet = fleet(Map.of(ZEN_5, 10));
    play(Duration.ofHours(6));
    ask(ZEN_5, 1, "not now");
    ask(ZEN_5, 3, "I watch it myself");
    pass();
    assertThat(stages(ZEN_5)).containsExactly("OBSERVE", "CANARY");
    ask(ZEN_5, 1, "lunch");
    pass();
    assertThat(stages(ZEN_5)).endsWith("HELD");
    ask(ZEN_5, 2, "back");
    pass();
    assertThat(stages(ZEN_5)).containsExactly("OBSERVE", "CANARY", "HELD", "CANARY");
    assertThat(
            database.text(
                "SELECT string_agg(concat_ws(' ', action, outcome, detail), ', ' ORDER BY asked_at)"
                    + " FROM api.stage_request"))
        .isEqualTo(
            "1 3 it stands at OBSERVE: no host has the change, 3 2 OBSERVE became CANARY, 1 2"
                + " CANARY became HELD, 2 2 HELD became CANARY");
    assertThat(
            database.text(
                "SELECT string_agg(operator || ' ' || because[1], ', ' ORDER BY decision_id) FROM"
                    + " api.stage_decision"))
        .isEqualTo(
            "ada APPROVE asked for by an operator: I watch it myself, ada HOLD asked for by an"
                + " operator: lunch, ada RELEASE asked for by an operator: back");
  }

  @Test
  void whatWasNotConfirmed_isHandedOverAgain_inOrder() throws SQLException {
    fleet = fleet(Map.of(ZEN_5, 10));
    fleet.play();
    decide(true);
    RolloutStore store = new RolloutStore(database.dataSource());
    List<ToPublish> first = new ArrayList<>();
    try {
      store.publish(
          changes -> {
            first.addAll(changes);
            throw new org.apache.kafka.common.KafkaException("the broker went away");
          });
    } catch (org.apache.kafka.common.KafkaException expected) {
      assertThat(expected).hasMessage("the broker went away");
    }
    store.pass(RolloutPass::over);
    List<ToPublish> again = new ArrayList<>();
    assertThat(store.publish(again::addAll)).isEqualTo(again.size());
    assertThat(again)
        .extracting(ToPublish::number)
        .isSorted()
        .startsWith(first.getFirst().number());
    assertThat(again).hasSizeGreaterThan(first.size());
    assertThat(store.publish(again::addAll)).isZero();
    decide(false);
    List<ToPublish> withdrawn = new ArrayList<>();
    store.publish(withdrawn::addAll);
    assertThat(withdrawn)
        .singleElement()
        .satisfies(change -> assertThat(change.payload()).isEmpty());
  }

  @Test
  void withoutAnyAdviceOrHosts_aPassDoesNothing() throws SQLException {
    new RolloutStore(database.dataSource()).pass(RolloutPass::over);
    assertThat(database.number("SELECT count(*) FROM rollout")).isZero();
  }

  private ObedientFleet fleet(Map<String, Integer> restartSeconds) {
    return new ObedientFleet(database, new HashMap<>(restartSeconds));
  }

  private void play(Duration duration) throws SQLException {
    var end = fleet.now().plus(duration);
    while (fleet.now().isBefore(end)) {
      fleet.play();
      decide(true);
      pass();
    }
  }

  private void pass() {
    RolloutStore store = new RolloutStore(database.dataSource());
    store.pass(RolloutPass::over);
    store.publish(changes -> changes.forEach(this::read));
  }

  private void read(ToPublish change) {
    try {
      published.add(
          dev.cowbell.api.contract.v1.Recommendation.parseFrom(change.payload().orElseThrow()));
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  /** Advice as the decision pass makes it. */
  private void decide(boolean advised) throws SQLException {
    List<Decisions.OfRecommendation> advice = new ArrayList<>();
    for (String generation : List.of(SANDY_BRIDGE, HASWELL, ZEN_5)) {
      if (advised && isThere(generation)) {
        advice.add(advice(generation));
      }
    }
    new DecisionStore(database.dataSource())
        .pass(fleet.now(), fleet.now(), evidence -> new Decisions(List.of(), advice));
  }

  private boolean isThere(String generation) throws SQLException {
    return database.number(
            "SELECT count(*) FROM hardware_class WHERE generation = '%s'".formatted(generation))
        > 0;
  }

  private static Decisions.OfRecommendation advice(String generation) {
    var use =
        new Verdict.UsePolicy(
            "default", "frozen", new Estimate(85e6, 80e6, 90e6), "95 %", "gc.freeze()");
    return new Decisions.OfRecommendation(
        new ServiceOnClass("web", ObedientFleet.className(generation)),
        new Recommendation(
            Kind.GC_POLICY,
            use,
            "Use frozen.",
            List.of("It was measured."),
            List.of(),
            OptionalDouble.empty(),
            1,
            false),
        1);
  }

  private void ask(String generation, int action, String reason) throws SQLException {
    database.execute(
        """
        INSERT INTO api.stage_request (request_id, service_name, class_name, kind, action, reason, operator, asked_from)
        VALUES (gen_random_uuid(), 'web', '%s', 1, %d, '%s', 'ada', '127.0.0.1')
        """
            .formatted(ObedientFleet.className(generation), action, reason));
  }

  private List<String> stages(String generation) {
    List<String> stages = new ArrayList<>();
    for (var message : of(generation)) {
      String stage = message.getStage().name().substring("STAGE_".length());
      if (stages.isEmpty() || !stages.getLast().equals(stage)) {
        stages.add(stage);
      }
    }
    return stages;
  }

  private dev.cowbell.api.contract.v1.Recommendation last(String generation) {
    return of(generation).getLast();
  }

  private List<dev.cowbell.api.contract.v1.Recommendation> of(String generation) {
    return published.stream()
        .filter(message -> message.getStage() != Stage.STAGE_UNSPECIFIED)
        .filter(message -> message.getHardwareClass().equals(ObedientFleet.className(generation)))
        .toList();
  }

  private byte[] payload(String generation) throws SQLException {
    try (var connection = database.dataSource().getConnection();
        var select =
            connection.prepareStatement(
                "SELECT payload FROM api.recommendation WHERE class_name = ?")) {
      select.setString(1, ObedientFleet.className(generation));
      try (var rows = select.executeQuery()) {
        rows.next();
        return rows.getBytes(1);
      }
    }
  }
}
