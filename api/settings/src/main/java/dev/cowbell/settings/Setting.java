package dev.cowbell.settings;

/**
 * One setting as the reference lists it.
 *
 * @param key its name in the environment and in a file
 * @param purpose what it does
 * @param allowed what it has to be, with its unit
 * @param fallback what it is where nobody sets it; empty where that is nothing
 * @param isRequired whether there is no way without it
 */
public record Setting(
    String key, String purpose, String allowed, String fallback, boolean isRequired) {}
