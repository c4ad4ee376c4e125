package dev.cowbell.collector.family;

import java.util.Optional;

/**
 * What program a process runs.
 *
 * @param file device and inode of the executable, where the kernel tells
 * @param name the kernel's short name: a weaker key, since a process can change it
 */
public record ProgramIdentity(Optional<String> file, String name) {

  /** Whether both run the same program, as far as can be told. */
  public boolean isSameAs(ProgramIdentity other) {
    return (file.isPresent() && other.file.isPresent())
        ? file.equals(other.file)
        : name.equals(other.name);
  }
}
