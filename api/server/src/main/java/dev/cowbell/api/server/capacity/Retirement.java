package dev.cowbell.api.server.capacity;

/**
 * The end of a generation; its load moves on, by bytes and cores.
 *
 * @param afterMonths 0 for at once
 * @param movesTo a hardware class of another generation
 */
public record Retirement(String generation, int afterMonths, String movesTo) {}
