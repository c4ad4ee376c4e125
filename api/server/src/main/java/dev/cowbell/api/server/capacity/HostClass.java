package dev.cowbell.api.server.capacity;

import java.util.OptionalDouble;

/**
 * The hosts of one hardware class.
 *
 * @param memoryBytes of one host
 * @param cores of one host
 * @param otherBytesPerHost what other programs and the kernel hold of a host, on average; absent
 *     where it could not be read
 */
public record HostClass(
    String name,
    String generation,
    int hosts,
    double memoryBytes,
    int cores,
    OptionalDouble otherBytesPerHost,
    boolean simulated) {}
