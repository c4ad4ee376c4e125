package dev.cowbell.collector.family;

/**
 * One live process of user space at one instant.
 *
 * @param startStackAddress where its stack began at its last exec; 0 where the kernel does not tell
 */
public record ProcessSnapshot(
    ProcessKey key, int parentPid, long startStackAddress, ProgramIdentity program) {

  /**
   * Whether this was forked from that, and neither has replaced its program since. A fork keeps the
   * address of the stack; an exec, even of the same program, moves it, because the kernel places
   * stacks at random. Where one of them is not told, the same program has to do.
   */
  boolean isForkOf(ProcessSnapshot parent) {
    boolean stacksTold = startStackAddress != 0 && parent.startStackAddress != 0;
    return parentPid == parent.key.pid()
        && parent.key.startTicks() <= key.startTicks()
        && program.isSameAs(parent.program)
        && (!stacksTold || startStackAddress == parent.startStackAddress);
  }
}
