package dev.cowbell.standalone.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What the demonstration is asked to do.
 *
 * @param load how long requests are sent
 * @param workersPerArm workers of each family
 * @param python name or path of the interpreter
 * @param json where to write the result for programs
 * @param report where to write the report for people
 */
public record DemoOptions(
    Duration load, int workersPerArm, String python, Optional<Path> json, Path report) {}
