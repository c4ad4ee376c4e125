worker_processes 3
preload_app true
after_fork do |_server, _worker|
  limit = Process.clock_gettime(Process::CLOCK_PROCESS_CPUTIME_ID) + 0.03
  nil while Process.clock_gettime(Process::CLOCK_PROCESS_CPUTIME_ID) < limit
end
