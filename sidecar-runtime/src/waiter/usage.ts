import { EXEC, GATE, SAMPLE, STEP, URL_OF_SAMPLE } from './flag-table.ts';
import { linesOf, namesOf } from './flags.ts';

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
  [NAME=]guard://self                the guard of this container has started its CMD (for a startupProbe)
  NAME=started|completed|succeeded   the container NAME runs or ran, ended, ended with 0
  NAME is a DNS label; targets may share one, and all must be open. localhost is 127.0.0.1 and ::1: both are asked, and
  open when one is ready and the other one is too, or refuses; Startgate-Status counts over both. 127.0.0.1 and [::1]
  are asked alone

options (before the first TARGET for all, after a TARGET for that one; --flag=value too; the last one wins)
${linesOf([GATE, EXEC, STEP], 37)}  also ${namesOf([URL_OF_SAMPLE, SAMPLE])}

environment
  STARTGATE_DISABLED=<reason>        opens every gate and prints the reason (at least 8 letters)
  STARTGATE_TERMINATION_LOG=<path>   the Pod's terminationMessagePath (default /dev/termination-log)

exit codes
  0 open; 64 usage; 65 a result is wrong or missing; 69 timed out or a dependency failed; 143 SIGTERM while waiting;
  124 --run-timeout; 126 or 127 CMD is not runnable or not found; else CMD's own code, 128+n when a signal ended it
`;
}
