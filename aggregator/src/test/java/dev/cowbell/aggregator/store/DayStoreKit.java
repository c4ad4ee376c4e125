package dev.cowbell.aggregator.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.aggregator.fixture.Database;
import dev.cowbell.aggregator.recommend.Recommendation;
import dev.cowbell.aggregator.recommend.Verdict;
import dev.cowbell.aggregator.savings.Coefficients;
import dev.cowbell.aggregator.savings.CoefficientsCsv;
import dev.cowbell.aggregator.wholeday.DayPass;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What whole days must come to, whatever they are stored in. */
interface DayStoreKit {

  /** A day in days since 1970-01-01. */
  long FIRST = 20_513;

  double MB = 1e6;
  Coefficients PRICES =
      CoefficientsCsv.parse(
          List.of(
              "generation,coefficient,value,unit,source",
              "*,memory-price,2,EUR/GiB-month,the test",
              "*,memory-power,0.4,W/GiB,the test"));

  /** An empty database. */
  Database database() throws SQLException;

  @Test
  default void aDayThatIsOver_isFoldedIntoSumsOverHosts() throws SQLException {
    StoredHostDays days = new StoredHostDays(database());
    days.host("h1", "default", 60 * MB, 10 * MB);
    days.host("h2", "default", 80 * MB, -2 * MB);
    days.write(FIRST);
    days.write(FIRST + 1);
    decide(days.database(), FIRST + 1);
    assertThat(
            days.database()
                .text(
                    "SELECT string_agg(concat_ws('|', age_bucket, hosts, readings, loss_sum / 1e6,"
                        + " growth_sum / 1e6, footprint_sum_squares / 1e12), ' ' ORDER BY"
                        + " age_bucket) FROM class_day"))
        .isEqualTo("-1|2|80|140|8|10984 20|2|40|130|8|9554 30|2|40|150|8|12514");
    assertThat(
            days.database()
                .text(
                    "SELECT concat_ws('|', hosts, workers, ticks, ticks_expected) FROM"
                        + " class_day_arm"))
        .isEqualTo("2|8|200|200");
    assertThat(days.database().number("SELECT count(*) FROM day_fold")).isOne();
  }

  /**
   * A tick that comes late changes a day that was folded; the second fold sees it, and is the last.
   */
  @Test
  default void aDay_isFoldedOnceMoreForWhatCameLate() throws SQLException {
    StoredHostDays days = new StoredHostDays(database());
    days.host("h1", "default", 60 * MB, 0);
    days.write(FIRST);
    decide(days.database(), FIRST + 1);
    days.clear().host("h2", "default", 60 * MB, 0);
    days.write(FIRST);
    decide(days.database(), FIRST + 1);
    assertThat(hosts(days.database())).isOne();
    decide(days.database(), FIRST + 3);
    assertThat(hosts(days.database())).isEqualTo(2);
    days.clear().host("h3", "default", 60 * MB, 0);
    days.write(FIRST);
    decide(days.database(), FIRST + 4);
    assertThat(hosts(days.database())).isEqualTo(2);
  }

  /** Nothing raw is left of that day, so nothing is left of it at all. */
  @Test
  default void aDayThatIsRebuilt_isFoldedAgain() throws SQLException {
    StoredHostDays days = new StoredHostDays(database());
    days.host("h1", "default", 60 * MB, 0);
    days.write(FIRST);
    decide(days.database(), FIRST + 1);
    assertThat(days.database().number("SELECT count(*) FROM class_day")).isEqualTo(3);
    try (Connection connection = days.database().dataSource().getConnection()) {
      DayRebuild.ofHosts(connection, Instant.EPOCH.plus(Duration.ofDays(FIRST)));
    }
    decide(days.database(), FIRST + 1);
    assertThat(days.database().number("SELECT count(*) FROM class_day")).isZero();
  }

  @Test
  default void armsThatWereFound_areComparedAndAddedUp_andLabelledObservational()
      throws SQLException {
    StoredHostDays days = fleet(database(), 8, 0);
    days.write(FIRST);
    DayDecisions decided = decide(days.database(), FIRST + 1);
    assertThat(policy(decided).verdict()).isInstanceOf(Verdict.UsePolicy.class);
    assertThat(policy(decided).evidence())
        .anyMatch(line -> line.contains("observational: the arms were found, not assigned"))
        .anyMatch(line -> line.contains("On version 3.11 frozen avoids"))
        .anyMatch(line -> line.contains("Instructions per cycle: not available"));
    assertThat(
            days.database()
                .text(
                    "SELECT concat_ws('|', assignment, control_hosts, treatment_hosts,"
                        + " round(own_loss_avoided / 1e6), round(own_growth_added / 1e6),"
                        + " round(own_footprint_avoided / 1e6)) FROM api.savings"))
        .isEqualTo("1|8|8|80|5|75");
    // 8 hosts with 4 workers each on either arm: 32 x 74.965 MB.
    assertThat(
            days.database()
                .text(
                    "SELECT string_agg(concat_ws('|', service_name, realised, round(footprint /"
                        + " 1e6), round(loss_avoided / 1e6), round(growth_added / 1e6), hosts,"
                        + " worker_coverage), ' ' ORDER BY realised, class_name, service_name) FROM"
                        + " api.savings_total WHERE service_name IS NOT NULL"))
        .isEqualTo("web|f|2399|2560|161|16|1 web|t|2399|2560|161|16|1");
    assertThat(
            days.database()
                .number(
                    "SELECT count(*) FROM api.savings_total WHERE footprint_low < footprint AND"
                        + " footprint < footprint_high"))
        .isEqualTo(6);
    assertThat(
            days.database()
                .text(
                    "SELECT concat_ws('|', round(money::numeric, 2), money_basis, carbon_kg,"
                        + " carbon_basis) FROM api.savings_total WHERE realised AND class_name IS"
                        + " NULL"))
        .isEqualTo(
            "4.47|EUR a month: the test|no grid-carbon for Sandy Bridge-EP: name one with its"
                + " source in the file of COWBELL_COEFFICIENTS_FILE");
  }

  @Test
  default void armsOnVersionsOfTheirOwn_areNotAdvised() throws SQLException {
    StoredHostDays days = fleet(database(), 8, 0);
    days.write(FIRST);
    days.database()
        .execute(
            "UPDATE host_day_arm SET runtime_version = '3.13.1' WHERE arm_key = (SELECT arm_key"
                + " FROM arm WHERE name = 'frozen')");
    assertThat(policy(decide(days.database(), FIRST + 1)).summary())
        .startsWith("default ran on 3.11 and frozen on 3.13");
  }

  /** Its days are of both, and what is stored says so of the others. */
  @Test
  default void aHostThatChangedItsVersion_saysNothingOfEither() throws SQLException {
    StoredHostDays days = fleet(database(), 8, 0);
    days.write(FIRST);
    days.write(FIRST + 1);
    days.database()
        .execute(
            "UPDATE host_day_arm SET runtime_version = '3.9.2' WHERE day_at = (SELECT min(day_at)"
                + " FROM host_day_arm) AND host_key = (SELECT min(host_key) FROM host_day_arm JOIN"
                + " arm USING (arm_key) WHERE name = 'frozen')");
    DayDecisions decided = decide(days.database(), FIRST + 2);
    assertThat(
            RecommendationMessage.of(decided.decided().recommendations().getFirst(), Instant.EPOCH)
                .getVersionsList())
        .singleElement()
        .satisfies(
            version -> {
              assertThat(version.getVersion()).isEqualTo("3.11");
              assertThat(version.getControlHosts()).isEqualTo(8);
              assertThat(version.getTreatmentHosts()).isEqualTo(7);
              assertThat(version.getBytesPerWorker()).isBetween(70 * MB, 90 * MB);
              assertThat(version.getInterval().getLow()).isPositive();
            });
  }

  @Test
  default void hostsThatFollowAPlan_makeAnExperiment_andContaminatedOnesLeave()
      throws SQLException {
    Database database = database();
    StoredHostDays days = new StoredHostDays(database);
    for (int host = 0; host < 16; host++) {
      days.host("h" + host, "default", (120 + host) * MB, 20 * MB);
    }
    days.write(FIRST);
    assertThat(policy(decide(database, FIRST + 1)).verdict())
        .isInstanceOfSatisfying(
            Verdict.NotEnough.class,
            lacks -> assertThat(lacks.detail()).startsWith("Only one arm has been seen"));
    assertThat(database.number("SELECT count(*) FROM api.experiment WHERE assigned_day IS NULL"))
        .isEqualTo(8);
    List<String> treated = texts(database, "SELECT treatment_host FROM api.experiment ORDER BY 1");
    followed(days, treated, FIRST + 1, FIRST + 4);
    DayDecisions during = decide(database, FIRST + 5);
    assertThat(policy(during).verdict())
        .isInstanceOfSatisfying(
            Verdict.NotEnough.class,
            lacks -> assertThat(lacks.detail()).contains("about 4 more days"));
    followed(days, treated, FIRST + 5, FIRST + 8);
    DayDecisions after = decide(database, FIRST + 9);
    assertThat(policy(after).verdict()).isInstanceOf(Verdict.UsePolicy.class);
    assertThat(policy(after).evidence())
        .anyMatch(line -> line.contains("7 pairs of hosts assigned by hash order"))
        .anyMatch(
            line -> line.contains("2 hosts left the sample: {POLICY_UNDONE=1, PARTNER_LEFT=1}"));
    assertThat(
            database.text(
                "SELECT concat_ws('|', assignment, control_hosts, departures LIKE"
                    + " '%POLICY_UNDONE%') FROM api.savings"))
        .isEqualTo("2|7|t");
    assertThat(
            database.number(
                "SELECT count(*) FROM experiment WHERE standard_ages IS NOT NULL AND assigned_day ="
                    + " "
                    + (FIRST + 1)))
        .isOne();
  }

  @Test
  default void hostsThatWentOver_areTheirOwnControl() throws SQLException {
    Database database = database();
    StoredHostDays days = new StoredHostDays(database);
    for (long day = FIRST; day < FIRST + 16; day++) {
      days.clear();
      for (int host = 0; host < 6; host++) {
        boolean over = day >= FIRST + 8;
        days.host(
            "h" + host,
            over ? "frozen" : "default",
            ((over ? 40 : 120) + 5 * host + (over ? host * host : 0)) * MB,
            (20 + (over ? 0.02 : 0.01) * host) * MB);
      }
      days.write(day);
    }
    decide(database, FIRST + 16);
    assertThat(
            database.text(
                "SELECT concat_ws('|', assignment, control_hosts,"
                    + " round(loss_avoided_bytes_per_worker / 1e6)) FROM api.savings"))
        .isEqualTo("3|6|71");
  }

  @Test
  default void theLedger_keepsWhatWasPredictedBesideWhatCameTrue() throws SQLException {
    Database database = database();
    fleet(database, 8, 0).write(FIRST);
    decide(database, FIRST + 1);
    assertThat(
            database.text(
                "SELECT concat_ws('|', round(predicted / 1e6), predicted_workers, realised) FROM"
                    + " api.savings_ledger"))
        .isEqualTo("75|32");
    StoredHostDays moved = new StoredHostDays(database);
    for (int host = 0; host < 16; host++) {
      moved.host(
          (host < 8 ? "c" : "t") + host % 8,
          "frozen",
          (50 + host % 8) * MB,
          (25 + 0.02 * (host % 8)) * MB);
    }
    moved.write(FIRST + 1);
    decide(database, FIRST + 2);
    // The control, gone by now, had 123.5 and 20.035 MB; the treatment has 53.5 and 25.07 MB.
    assertThat(
            database.text(
                "SELECT concat_ws('|', round(predicted / 1e6), round(realised / 1e6),"
                    + " realised_workers, round(realised_bytes / 1e6), realised_low < realised)"
                    + " FROM api.savings_ledger"))
        .isEqualTo("75|65|32|2079|t");
    decide(database, FIRST + 2);
    assertThat(database.number("SELECT count(*) FROM savings_ledger")).isOne();
  }

  /** One host, one arm, a class of two hosts, hosts that all say the same, and a fleet of none. */
  @Test
  default void tooLittle_isAReason_neverAnExceptionOrAFigure() throws SQLException {
    Database nothing = database();
    assertThat(decide(nothing, FIRST).decided().recommendations()).isEmpty();
    StoredHostDays one = new StoredHostDays(database());
    one.host("h1", "default", 60 * MB, 0);
    one.write(FIRST);
    assertThat(policy(decide(one.database(), FIRST + 1)).verdict())
        .isInstanceOf(Verdict.NotEnough.class);
    StoredHostDays two = new StoredHostDays(database());
    two.host("h1", "default", 60 * MB, 0);
    two.host("h2", "frozen", 5 * MB, 0);
    two.write(FIRST);
    DayDecisions few = decide(two.database(), FIRST + 1);
    assertThat(policy(few).verdict())
        .isInstanceOfSatisfying(
            Verdict.NotEnough.class,
            lacks -> {
              assertThat(lacks.unit()).isEqualTo("hosts per arm");
              assertThat(lacks.seen()).isEqualTo(1);
              assertThat(lacks.needed()).isEqualTo(6);
            });
    assertThat(few.totals()).allMatch(total -> total.workerCoverage() == 0);
    StoredHostDays alike = new StoredHostDays(database());
    for (int host = 0; host < 12; host++) {
      alike.host("h" + host, host < 6 ? "default" : "frozen", (host < 6 ? 60 : 5) * MB, 0);
    }
    alike.write(FIRST);
    assertThat(policy(decide(alike.database(), FIRST + 1)).summary())
        .contains("all hosts say exactly the same");
  }

  /** The interval of a fleet that lost half of its hosts rests on those that are left. */
  @Test
  default void aFleetThatHalvesOvernight_restsOnWhatIsLeft() throws SQLException {
    Database database = database();
    fleet(database, 16, 0).write(FIRST);
    fleet(database, 8, 1).write(FIRST + 1);
    decide(database, FIRST + 2);
    assertThat(
            database.text(
                "SELECT concat_ws('|', control_hosts, treatment_hosts,"
                    + " round(loss_avoided_bytes_per_worker / 1e6)) FROM api.savings"))
        .isEqualTo("8|8|80");
    assertThat(
            database.number(
                "SELECT hosts FROM api.savings_total WHERE service_name IS NULL AND class_name IS"
                    + " NULL AND realised"))
        .isEqualTo(16);
  }

  /** Sixteen hosts as the plan asks for; on the fifth day a library undoes the policy of one. */
  private static void followed(StoredHostDays days, List<String> treated, long from, long to)
      throws SQLException {
    for (long day = from; day <= to; day++) {
      days.clear();
      for (int host = 0; host < 16; host++) {
        String name = "h" + host;
        boolean isTreated = treated.contains(name);
        boolean undone = day == FIRST + 5 && treated.getFirst().equals(name);
        days.host(
            name,
            isTreated ? "frozen" : "default",
            ((isTreated ? 40 : 120) + host) * MB,
            (20 + (isTreated ? 0.02 : 0.01) * host) * MB,
            isTreated && !undone ? "frozen" : "default");
      }
      days.write(day);
    }
  }

  private static StoredHostDays fleet(Database database, int hosts, double more)
      throws SQLException {
    StoredHostDays days = new StoredHostDays(database);
    for (int host = 0; host < hosts; host++) {
      days.host("c" + host, "default", (120 + host + more) * MB, (20 + 0.01 * host) * MB);
      days.host("t" + host, "frozen", (40 + host + more) * MB, (25 + 0.02 * host) * MB);
    }
    return days;
  }

  private static DayDecisions decide(Database database, long today) {
    Instant now = Instant.EPOCH.plus(Duration.ofDays(today)).plus(Duration.ofHours(2));
    DayDecisions days =
        new DayStore(database.dataSource())
            .pass(now, evidence -> DayPass.over(evidence, PRICES, today))
            .orElseThrow();
    new DecisionStore(database.dataSource())
        .pass(now.minus(Duration.ofDays(1)), now, evidence -> days.decided());
    return days;
  }

  private static Recommendation policy(DayDecisions decided) {
    return decided.decided().recommendations().getFirst().recommendation();
  }

  private static long hosts(Database database) throws SQLException {
    return database.number("SELECT hosts FROM class_day_arm");
  }

  private static List<String> texts(Database database, String sql) throws SQLException {
    return List.of(
        database.text("SELECT string_agg(x::text, ',') FROM (" + sql + ") AS t (x)").split(","));
  }
}
