package dev.cowbell.aggregator.experiment;

/** The answer to a comparison: a figure with its interval, or what is missing for one. */
public sealed interface Finding permits Effect, InsufficientEvidence {}
