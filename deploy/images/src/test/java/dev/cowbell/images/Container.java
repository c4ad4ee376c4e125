package dev.cowbell.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A container as Kubernetes would have it made: the image's user and entry point, all capabilities
 * dropped but those named, none of them ambient or inheritable, no new privileges, a read-only
 * root, a memory limit. It shares the host's network, as the test's broker is on loopback.
 */
final class Container implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String id;
  private final Path state;
  private final Process runc;
  private final Path log;

  /**
   * What a pod says of it.
   *
   * @param capabilities such as CAP_PERFMON
   * @param seesHostProcesses hostPID
   * @param memoryLimitBytes of its cgroup
   * @param refusedCalls system calls that its seccomp profile refuses
   */
  record Terms(
      List<String> capabilities,
      boolean seesHostProcesses,
      long memoryLimitBytes,
      List<String> refusedCalls) {
    Terms(List<String> capabilities, boolean seesHostProcesses, long memoryLimitBytes) {
      this(capabilities, seesHostProcesses, memoryLimitBytes, List.of());
    }
  }

  private Container(String id, Path state, Process runc, Path log) {
    this.id = id;
    this.state = state;
    this.runc = runc;
    this.log = log;
  }

  static boolean isPossible() {
    return Command.tried(List.of("runc", "--version")).isPresent()
        && Command.tried(List.of("id", "-u")).equals(Optional.of("0"));
  }

  static Container run(
      UnpackedImage image,
      Terms terms,
      Map<String, String> environment,
      List<String> arguments,
      Path folder)
      throws IOException {
    String id = "cowbell-" + folder.getFileName() + "-" + ProcessHandle.current().pid();
    Path bundle = Files.createDirectories(folder.resolve("bundle"));
    MAPPER.writeValue(
        bundle.resolve("config.json").toFile(), spec(id, image, terms, environment, arguments));
    Path state = folder.resolve("state");
    Path log = folder.resolve("log");
    Process runc =
        new ProcessBuilder(
                "runc", "--root", state.toString(), "run", "--bundle", bundle.toString(), id)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new Container(id, state, runc, log);
  }

  private static ObjectNode spec(
      String id,
      UnpackedImage image,
      Terms terms,
      Map<String, String> environment,
      List<String> arguments) {
    ObjectNode spec = MAPPER.createObjectNode().put("ociVersion", "1.0.2");
    ObjectNode process = spec.putObject("process").put("cwd", "/").put("noNewPrivileges", true);
    process.putObject("user").put("uid", image.user()).put("gid", image.user());
    ArrayNode args = process.putArray("args");
    image.texts("Entrypoint").forEach(args::add);
    arguments.forEach(args::add);
    ArrayNode env = process.putArray("env");
    image.texts("Env").forEach(env::add);
    environment.forEach((key, value) -> env.add(key + "=" + value));
    ObjectNode capabilities = process.putObject("capabilities");
    for (String set : List.of("bounding", "effective", "permitted")) {
      terms.capabilities().forEach(capabilities.putArray(set)::add);
    }
    spec.putObject("root").put("path", image.root().toString()).put("readonly", true);
    spec.put("hostname", "pod");
    ArrayNode mounts = spec.putArray("mounts");
    mount(mounts, "/proc", "proc", "proc", List.of());
    mount(mounts, "/dev", "tmpfs", "tmpfs", List.of("nosuid", "mode=755"));
    mount(mounts, "/tmp", "tmpfs", "tmpfs", List.of("nosuid", "nodev", "mode=1777"));
    mount(
        mounts, "/var/lib/cowbell/spool", "tmpfs", "tmpfs", List.of("nosuid", "nodev", "mode=777"));
    mount(mounts, "/sys", "bind", "/sys", List.of("rbind", "ro"));
    ObjectNode linux = spec.putObject("linux");
    linux.put("cgroupsPath", "/" + id);
    linux.putObject("resources").putObject("memory").put("limit", terms.memoryLimitBytes());
    if (!terms.refusedCalls().isEmpty()) {
      ObjectNode seccomp = linux.putObject("seccomp").put("defaultAction", "SCMP_ACT_ALLOW");
      ObjectNode refused = seccomp.putArray("syscalls").addObject();
      refused.put("action", "SCMP_ACT_ERRNO").put("errnoRet", 1);
      terms.refusedCalls().forEach(refused.putArray("names")::add);
    }
    ArrayNode namespaces = linux.putArray("namespaces");
    namespaces.addObject().put("type", "mount");
    namespaces.addObject().put("type", "ipc");
    namespaces.addObject().put("type", "uts");
    namespaces.addObject().put("type", "cgroup");
    if (!terms.seesHostProcesses()) {
      namespaces.addObject().put("type", "pid");
    }
    return spec;
  }

  private static void mount(
      ArrayNode mounts, String place, String type, String source, List<String> options) {
    ObjectNode mount =
        mounts.addObject().put("destination", place).put("type", type).put("source", source);
    options.forEach(mount.putArray("options")::add);
  }

  /** Of the program, as the host sees it. */
  long pid() throws IOException {
    return MAPPER.readTree(Command.run(runc("state", id))).get("pid").asLong();
  }

  /** Waits for the program's end. */
  String output() throws IOException, InterruptedException {
    assertThat(runc.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
    assertThat(runc.exitValue()).as(Files.readString(log)).isZero();
    return Files.readString(log);
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  boolean isAlive() {
    return runc.isAlive();
  }

  /**
   * What its cgroup says.
   *
   * @param peakBytes the most it ever held, page cache included
   * @param anonymousBytes what it holds now and cannot give back
   * @param kills by the kernel, for want of memory
   */
  record Memory(long peakBytes, long anonymousBytes, long kills) {}

  /** By either version of cgroups. */
  Memory memory() throws IOException {
    Path one = Path.of("/sys/fs/cgroup/memory", id);
    if (Files.exists(one)) {
      return new Memory(
          Long.parseLong(Files.readString(one.resolve("memory.max_usage_in_bytes")).strip()),
          count(one.resolve("memory.stat"), "rss"),
          count(one.resolve("memory.oom_control"), "oom_kill"));
    }
    Path two = Path.of("/sys/fs/cgroup", id);
    return new Memory(
        Long.parseLong(Files.readString(two.resolve("memory.peak")).strip()),
        count(two.resolve("memory.stat"), "anon"),
        count(two.resolve("memory.events"), "oom_kill"));
  }

  private static long count(Path file, String name) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(name + " "))
        .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new IOException(file + " says nothing of " + name));
  }

  /** Another program beside it, on the same terms, as kubectl exec starts one. */
  String exec(String... command) {
    List<String> all = runc("exec", id);
    all.addAll(List.of(command));
    return Command.run(all);
  }

  /** A line of /proc/PID/status. */
  String status(String key) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid()), "status")).stream()
        .filter(line -> line.startsWith(key + ":"))
        .map(line -> line.substring(key.length() + 1).strip())
        .findFirst()
        .orElseThrow();
  }

  private List<String> runc(String... arguments) {
    List<String> command = new ArrayList<>(List.of("runc", "--root", state.toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  @Override
  public void close() {
    try {
      Command.tried(runc("kill", id, "TERM"));
      if (!runc.waitFor(20, TimeUnit.SECONDS)) {
        Command.tried(runc("kill", id, "KILL"));
        assertThat(runc.waitFor(10, TimeUnit.SECONDS)).as("killed").isTrue();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    Command.tried(runc("delete", "--force", id));
  }
}
