package dev.cowbell.api.server.page;

import dev.cowbell.api.contract.v1.Assignment;
import dev.cowbell.api.server.decision.HostPair;
import dev.cowbell.api.server.decision.LedgerEntry;
import dev.cowbell.api.server.decision.OwnMix;
import dev.cowbell.api.server.efficiency.Arm;
import dev.cowbell.api.server.efficiency.Saving;
import dev.cowbell.api.server.figure.Bytes;
import dev.cowbell.api.server.figure.Words;
import dev.cowbell.api.server.report.ChartFigure;
import dev.cowbell.api.server.report.Fact;
import dev.cowbell.api.server.report.SavingRow;
import dev.cowbell.api.server.report.SectionView;
import dev.cowbell.api.server.report.ServiceReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Two or more arms of a service on one class held against each other.
 *
 * @param lacking hosts on either side, while too few for an interval over hosts
 */
public record ExperimentView(
    String service,
    String title,
    Link serviceLink,
    List<Fact> about,
    boolean simulated,
    boolean observational,
    boolean compared,
    String headline,
    List<String> sentences,
    String control,
    List<SavingRow> savings,
    List<Side> sides,
    String lacking,
    String progress,
    List<OwnMixRow> ownMixes,
    String plan,
    List<HostPair> pairs,
    List<LedgerRow> ledger,
    List<ChartFigure> figures,
    List<Fact> facts,
    String version) {
  /** Fewer on a side, and the spread is over workers, which is no confidence interval. */
  private static final int HOSTS_NEEDED = 4;

  private static final int MOST_PAIRS = 20;

  /** One arm of it. */
  public record Side(String arm, String workers, String hosts, boolean control) {}

  static ExperimentView of(
      ServiceReport section,
      String arm,
      List<OwnMix> ownMixes,
      List<HostPair> pairs,
      List<LedgerEntry> ledger,
      String version) {
    List<Saving> savings =
        section.savings().stream().filter(s -> arm.isEmpty() || s.treatment().equals(arm)).toList();
    SectionView view = SectionView.of(section, "");
    int fewest =
        savings.stream()
            .mapToInt(s -> Math.min(s.controlSample().hosts(), s.treatmentSample().hosts()))
            .min()
            .orElse(0);
    return new ExperimentView(
        section.scope().service(),
        savings.size() == 1
            ? savings.getFirst().treatment() + " against " + savings.getFirst().control()
            : "Arms of " + section.scope().service(),
        new Link(section.scope().service(), Links.service(section.scope())),
        about(section, savings),
        savings.stream().anyMatch(Saving::simulated) || section.simulated(),
        savings.stream().anyMatch(s -> s.assignment() != Assignment.ASSIGNMENT_PAIRED),
        !savings.isEmpty(),
        headline(savings, fewest),
        sentences(savings),
        savings.isEmpty() ? "" : savings.getFirst().control(),
        rows(section, savings),
        section.arms().stream().map(each -> side(section, each)).toList(),
        fewest >= HOSTS_NEEDED
            ? ""
            : "%d of %d hosts on the smaller side".formatted(fewest, HOSTS_NEEDED),
        Integer.toString(100 * Math.min(fewest, HOSTS_NEEDED) / HOSTS_NEEDED),
        ownMixes.stream()
            .filter(mix -> arm.isEmpty() || mix.treatment().equals(arm))
            .map(OwnMixRow::of)
            .toList(),
        plan(pairs),
        pairs.stream().limit(MOST_PAIRS).toList(),
        ledger.stream()
            .filter(l -> arm.isEmpty() || l.treatment().equals(arm))
            .map(LedgerRow::of)
            .toList(),
        view.figures(),
        view.facts(),
        version);
  }

  private static String plan(List<HostPair> pairs) {
    if (pairs.isEmpty()) {
      return "";
    }
    HostPair first = pairs.getFirst();
    return "%s of hosts, by the order of their hashes, proposed %s; %s."
        .formatted(
            Words.count(pairs.size(), "pair"),
            Words.moment(first.proposedAt()),
            first.followed() ? "hosts follow it" : "hosts do not follow it yet");
  }

  private static List<SavingRow> rows(ServiceReport section, List<Saving> savings) {
    return SavingRow.of(section).stream()
        .filter(row -> savings.stream().anyMatch(s -> s.treatment().equals(row.treatment())))
        .toList();
  }

  private static Side side(ServiceReport section, Arm arm) {
    return new Side(
        arm.name(),
        Words.count(arm.workers(), "worker"),
        Words.count(arm.hosts(), "host"),
        section.control().equals(Optional.of(arm.name())));
  }

  private static List<Fact> about(ServiceReport section, List<Saving> savings) {
    List<Fact> about = new ArrayList<>();
    about.add(new Fact("Hardware", section.scope().hardwareClass()));
    if (!savings.isEmpty()) {
      Saving first = savings.getFirst();
      about.add(new Fact("Compared at age", Words.age(first.atAgeSeconds())));
      about.add(new Fact("Computed", Words.moment(first.computedAt())));
      about.add(
          new Fact(
              "Coverage",
              "%s of workers, %s of ticks"
                  .formatted(
                      Words.percent(first.workerCoverage()), Words.percent(first.tickCoverage()))));
    }
    return about;
  }

  private static String headline(List<Saving> savings, int fewest) {
    if (savings.isEmpty()) {
      return "Nothing to compare yet.";
    }
    Saving first = savings.getFirst();
    if (savings.size() > 1) {
      return "%s held against %s.".formatted(Words.count(savings.size(), "arm"), first.control());
    }
    if (fewest < HOSTS_NEEDED) {
      return "Too few hosts to decide between %s and %s."
          .formatted(first.treatment(), first.control());
    }
    var range = first.lossAvoided();
    if (range.low() > 0) {
      return "%s keeps more memory shared than %s.".formatted(first.treatment(), first.control());
    }
    return range.high() < 0
        ? "%s keeps less memory shared than %s.".formatted(first.treatment(), first.control())
        : "Whether %s keeps more memory shared than %s is not decided."
            .formatted(first.treatment(), first.control());
  }

  private static String seen(Saving saving) {
    return "On the hosts seen so far, a worker under %s lost %s less of its sharing than one under %s."
        .formatted(saving.treatment(), Bytes.words(saving.lossAvoided().bytes()), saving.control());
  }

  private static List<String> sentences(List<Saving> savings) {
    if (savings.isEmpty()) {
      return List.of(
          "A comparison needs two arms of this service on the same hardware class.",
          "Run some hosts with another setting, and give their workers a different COWBELL_ARM.");
    }
    return List.of(
        seen(savings.getFirst()),
        "Workers are compared at the age that those of both arms have reached, within one hardware"
            + " class.",
        "Sharing loss avoided and private growth added are two figures; they are not netted.");
  }
}
