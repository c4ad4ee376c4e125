package dev.cowbell.collector.gctime;

/**
 * One look at an interpreter's collector.
 *
 * @param collecting whether it was running
 * @param collectionsDone of all generations since the interpreter started; rises when one ends, so
 *     it names the collection that was running
 */
public record FlagLook(boolean collecting, long collectionsDone) {}
