package dev.cowbell.bench.result;

import dev.cowbell.bench.machine.Machine;
import java.time.Instant;

/**
 * One run of a benchmark.
 *
 * @param bench name of the benchmark
 * @param at when it began
 * @param commit what was measured
 * @param machine where
 * @param findings what was found
 */
public record Run(String bench, Instant at, String commit, Machine machine, Findings findings) {}
