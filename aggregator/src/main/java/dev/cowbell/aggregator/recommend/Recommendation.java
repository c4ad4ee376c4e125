package dev.cowbell.aggregator.recommend;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Advice on one setting for one service on one hardware class.
 *
 * @param summary the advice in one sentence
 * @param evidence what it rests on, a sentence each
 * @param sinceSeconds since when the figure advised stands, since the epoch; empty where none is
 *     held steady
 * @param wouldChange what would change it, a sentence each
 * @param workerCoverage workers that it rests on, of those seen: 0 to 1
 * @param simulated whether simulated hosts are among those it rests on
 * @param versions what each version of the interpreter says by itself; empty where that was not
 *     asked
 */
public record Recommendation(
    Kind kind,
    Verdict verdict,
    String summary,
    List<String> evidence,
    List<String> wouldChange,
    OptionalDouble sinceSeconds,
    double workerCoverage,
    boolean simulated,
    List<VersionAnswer> versions) {

  public Recommendation {
    evidence = List.copyOf(evidence);
    wouldChange = List.copyOf(wouldChange);
    versions = List.copyOf(versions);
  }

  /** Without a word on versions. */
  public Recommendation(
      Kind kind,
      Verdict verdict,
      String summary,
      List<String> evidence,
      List<String> wouldChange,
      OptionalDouble sinceSeconds,
      double workerCoverage,
      boolean simulated) {
    this(
        kind,
        verdict,
        summary,
        evidence,
        wouldChange,
        sinceSeconds,
        workerCoverage,
        simulated,
        List.of());
  }

  /** The same advice with more evidence. */
  public Recommendation with(List<String> more) {
    return new Recommendation(
        kind,
        verdict,
        summary,
        Stream.concat(evidence.stream(), more.stream()).toList(),
        wouldChange,
        sinceSeconds,
        workerCoverage,
        simulated,
        versions);
  }

  /** What is missing in place of the advice, with the same evidence. */
  Recommendation instead(Verdict.NotEnough missing) {
    return new Recommendation(
        kind,
        missing,
        missing.detail(),
        evidence,
        wouldChange,
        sinceSeconds,
        workerCoverage,
        simulated,
        versions);
  }

  /** The same advice with what each version says; that is evidence too. */
  Recommendation onVersions(List<VersionAnswer> answers) {
    Recommendation told = with(answers.stream().map(VersionAnswer::sentence).toList());
    return new Recommendation(
        kind,
        verdict,
        summary,
        told.evidence,
        wouldChange,
        sinceSeconds,
        workerCoverage,
        simulated,
        answers);
  }
}
