package dev.cowbell.collector.tick;

import dev.cowbell.collector.cpython.CollectorPolicy;
import dev.cowbell.collector.cpython.CollectorReading;
import dev.cowbell.collector.cpython.FlagTarget;
import dev.cowbell.collector.cpython.Interpreter;
import dev.cowbell.collector.cpython.InterpreterFinder;
import dev.cowbell.collector.gctime.PauseRun;
import dev.cowbell.collector.procfs.ProcFs;
import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the collector of every member's interpreter, and notices when its policy changes. */
final class InterpreterObserver {
  private static final Logger LOG = LoggerFactory.getLogger(InterpreterObserver.class);

  private final InterpreterFinder finder;

  InterpreterObserver(ProcFs procFs) {
    finder = new InterpreterFinder(procFs);
  }

  /**
   * Reads the state now. Where there is no interpreter that is understood, it looks no second time.
   */
  void observe(FamilyState family, Member member, LifecycleLog log) {
    if (member.interpreter.isAbsentFor(Reason.NOT_YET_READ)) {
      member.interpreter = finder.find(member.key.pid());
    }
    Optional<String> before = policyName(member);
    member.collector = member.interpreter.flatMap(Interpreter::read);
    if (member.flag.isEmpty()) {
      member.flag = flag(family, member);
    }
    Optional<String> now = policyName(member);
    if (before.isPresent() && now.isPresent() && !before.equals(now)) {
      log.policyChanged(family, member, before.get(), now.get());
    }
  }

  /**
   * Reports a worker that is first seen with its collector on though its parent has switched its
   * own off, as where a library switches it on again before the first look. Where the parent has
   * frozen its objects too, that is how it is meant to be done.
   */
  void compareWithParent(FamilyState family, Member worker, LifecycleLog log) {
    Optional<CollectorPolicy> ofParent = worker.parent.flatMap(InterpreterObserver::policy);
    Optional<CollectorPolicy> own = policy(worker);
    if (worker.bornInSight
        && ofParent.filter(policy -> !policy.enabled() && !policy.frozen()).isPresent()
        && own.filter(CollectorPolicy::enabled).isPresent()) {
      log.policyChanged(family, worker, ofParent.get().name() + " of its parent", own.get().name());
    }
  }

  /** Forgets the interpreter of a program that is no more; the next look finds the new one. */
  void startAnew(Member member) {
    forget(member);
    member.interpreter = Member.NOT_LOOKED_FOR;
  }

  /** Lets go of what was kept open. */
  void forget(Member member) {
    member.flag = Optional.empty();
    member.interpreter.optional().ifPresent(InterpreterObserver::close);
    member.interpreter =
        Reading.unavailable(Reason.PROCESS_EXITED, "the process has left the family");
  }

  private static void close(Interpreter interpreter) {
    try {
      interpreter.close();
    } catch (IOException failure) {
      LOG.warn("The memory of a process that left could not be closed: {}", failure.getMessage());
    }
  }

  private static Optional<FlagTarget> flag(FamilyState family, Member member) {
    return member
        .interpreter
        .optional()
        .flatMap(Interpreter::flag)
        .map(flag -> new FlagTarget(flag, family.flagCounts, new PauseRun()));
  }

  private static Optional<String> policyName(Member member) {
    return policy(member).map(CollectorPolicy::name);
  }

  private static Optional<CollectorPolicy> policy(Member member) {
    return member.collector.map(CollectorReading::policy).optional();
  }
}
