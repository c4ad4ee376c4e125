#!/bin/bash
# Captures the proc files of processes for tests: capture.sh FOLDER PID...
# Command lines and environments are replaced by invented ones; nothing else of the host is kept but its cpuinfo of one CPU.
set -eu
to=$1
shift
mkdir -p "$to/pressure" "$to/sys/kernel/random"
for file in meminfo uptime diskstats pressure/memory pressure/cpu pressure/io; do
  cat "/proc/$file" > "$to/$file"
done
sed '/^$/q' /proc/cpuinfo > "$to/cpuinfo"
uname -r > "$to/sys/kernel/osrelease"
echo captured > "$to/sys/kernel/hostname"
echo 00000000-0000-4000-8000-000000000000 > "$to/sys/kernel/random/boot_id"
for pid in "$@"; do
  mkdir -p "$to/$pid"
  for file in stat statm smaps_rollup; do
    cat "/proc/$pid/$file" > "$to/$pid/$file"
  done
  echo 0::/ > "$to/$pid/cgroup"
  printf 'python3\0/srv/secret-folder/shop.py\0--password=secret\0' > "$to/$pid/cmdline"
  printf 'DATABASE_PASSWORD=secret\0COWBELL_SERVICE=shop\0' > "$to/$pid/environ"
done
