package dev.cowbell.aggregator.recommend;

import java.util.List;

/**
 * Advice on one setting for one service on one hardware class.
 *
 * @param summary the advice in one sentence
 * @param evidence what it rests on, a sentence each
 * @param workerCoverage workers that it rests on, of those seen: 0 to 1
 * @param simulated whether simulated hosts are among those it rests on
 */
public record Recommendation(
    Kind kind,
    Verdict verdict,
    String summary,
    List<String> evidence,
    double workerCoverage,
    boolean simulated) {}
