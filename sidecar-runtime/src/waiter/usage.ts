/** What `--help` prints; the README holds the same text. A function, so that only who prints it has to hold it. */
export function usage(): string {
  return `startgate: waits until what a container depends on is ready, then starts it

usage
  startgate wait  [TARGET...]                               exit 0 when every gate is open
  startgate exec  --wait TARGET... -- CMD [ARG...]          then runs CMD
  startgate exec  --name ME --state DIR [--wait TARGET...] -- CMD [ARG...]
                                                            publishes how ME fares, for the targets NAME=...
  startgate exec  --until NAME=completed|succeeded... [--grace 10s] -- CMD [ARG...]
                                                            stops CMD when every NAME has ended so, exit 0 then
  startgate install DEST                                    copies itself (mode 0555)
  startgate status [--state DIR] [--json]                   the gates of this Pod
  startgate serve [OPTION...]                               the sample sidecar
  startgate --help | --version

TARGET (without one, wait takes http://localhost:8080/ready)
  [NAME=]http://host:port/path       2xx, and Startgate-Status absent or ready
  [NAME=]https://host:port/path      the same with a verified certificate
  [NAME=]tcp://host:port             accepts a connection
  [NAME=]grpc://host:port[/service]  grpc.health.v1.Health says SERVING
  [NAME=]unix:///path[:/http-path]   accepts a connection, or answers like http
  [NAME=]file:///path                exists
  [NAME=]exec:["command","arg"]      exits with 0
  NAME=started|completed|succeeded   the container NAME runs or ran, ended, ended with 0
  NAME is a DNS label. localhost is 127.0.0.1 and ::1: both are asked, and open when one is ready and the other one
  is too, or refuses; Startgate-Status counts over both. 127.0.0.1 and [::1] are asked alone

options (before the first TARGET for all, after a TARGET for that one; --flag=value too; the last one wins)
  --timeout 60s                      how long a gate may stay closed
  --on-timeout fail|block|continue   then: exit 69 (default), wait for ever, or go on
  --request-timeout 1s               how long one try may take
  --max-interval 250ms               the longest time between two tries
  --header 'K: V'                    sent with every http try
  --log-format text|json             how it is said why it waits (default text)
  --state DIR                        the state of the Pod (default /run/startgate/state)
  --group                            exec: CMD gets a process group, and its signals reach the whole group
  --once                             exec: ME is not started again: when it ends while it waits, it has ended
  --step                             exec: ME is a step: when one before it failed it is skipped, with exit 0;
                                     how it ended is left as JSON in the termination message
  --run-timeout 10m                  a step: how long CMD may run; then SIGTERM, after --grace SIGKILL, and 124
  --on-error stop|continue           a step: whether those behind it run although it failed (default stop)
  --when STEP=CODE | STEP!=CODE | STEP.RESULT=TEXT | STEP.RESULT!=TEXT
                                     a step: skipped unless this holds of an earlier one; all, if given more than once
  --use STEP.RESULT                  a step: puts that result where CMD says $(steps.STEP.results.RESULT),
  --env NAME                         and where this variable does
  --results-limit 4096               a step: the bytes that it may leave in DIR/ME/results, a file a result
  --message-limit 4096               a step: the bytes that the kubelet keeps of its termination message
  also --url, --timeoutSeconds, --periodMillis, --requestTimeoutMillis

environment
  STARTGATE_DISABLED=<reason>        opens every gate and prints the reason (at least 8 letters)
  STARTGATE_TERMINATION_LOG=<path>   the Pod's terminationMessagePath (default /dev/termination-log)

exit codes
  0 open; 64 usage; 65 a result is wrong or missing; 69 timed out or a dependency failed; 143 SIGTERM while waiting;
  124 --run-timeout; 126 or 127 CMD is not runnable or not found; else CMD's own code, 128+n when a signal ended it
`;
}
