package dev.cowbell.collector.cpython;

/**
 * Where an interpreter is in a process.
 *
 * @param runtimeAddress of {@code _PyRuntime}
 */
record RuntimeLocation(PythonVersion version, long runtimeAddress) {}
