/*
 * The least a reading of /proc/PID/smaps_rollup can cost: open, read, close.
 *
 * usage: read_rollups PID...
 * For each line on standard input it reads all of them once and prints the CPU nanoseconds of that pass.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static char buffer[16384];

static long long cpu_nanos(void) {
  struct timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static void read_whole(const char *pid) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%s/smaps_rollup", pid);
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    perror(path);
    exit(1);
  }
  while (read(file, buffer, sizeof buffer) > 0) {
  }
  close(file);
}

int main(int count, char **pids) {
  char line[16];
  while (fgets(line, sizeof line, stdin)) {
    long long start = cpu_nanos();
    for (int i = 1; i < count; i++) read_whole(pids[i]);
    printf("%lld\n", cpu_nanos() - start);
    fflush(stdout);
  }
  return 0;
}
