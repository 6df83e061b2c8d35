import type { AnnotatedDependency } from '../../src/private/annotation';
import type { EXIT as CLI_EXIT } from '../../src/cli/exit-code';
import type { EXIT as WAITER_EXIT } from '../../sidecar-runtime/src/waiter/exit-code';

/** What the reference says of names that the sources alone don't explain. A test compares the names with those of the sources. */

/** Annotations, by name. */
export const ANNOTATIONS: Readonly<Record<string, { on: string; value: string; means: string }>> = {
  'startgate.dev/order': {
    on: 'Pod template, by the library', value: 'JSON: see below', means: 'the dependencies of the Pod, for `explain`, `check`, `status` and other tools',
  },
  'startgate.dev/ignore.': {
    on: 'workload or Pod template, by you', value: 'the reason', means: 'silences a rule, as `startgate.dev/ignore.not-gated-again`',
  },
  'startgate.dev/policy-exclude': {
    on: 'workload or Pod template, by you', value: 'the reason', means: 'excludes the workload from every policy',
  },
};

/** Fields of one dependency in the annotation `startgate.dev/order`. */
export const DEPENDENCY: Readonly<Record<keyof AnnotatedDependency, { values: string; means: string }>> = {
  container: { values: 'a name', means: 'the container that waits' },
  dependsOn: { values: 'a name', means: 'what it waits for' },
  place: { values: '`injected`, `injected-native`, `outside`', means: 'where the dependency is, if the manifest does not have it' },
  condition: { values: '`healthy`, `started`, `succeeded`, `completed`', means: 'the state that opens the gate' },
  check: { values: 'a target, or a list of a target and its options', means: 'how `healthy` is seen, as on the command line of the waiter' },
  timeout: { values: 'a time, as `60s`', means: 'how long the gate may stay closed' },
  onTimeout: { values: '`fail`, `block`, `continue`', means: 'what happens after the timeout' },
  mechanism: {
    values: '`native`, `native-waiter`, `init-waiter`, `guard`, `post-start`, `order`',
    means: 'what keeps the gate closed; `order` is the kubelet\'s own order of init containers',
  },
};

/** Fields of the annotation `startgate.dev/order` itself. */
export const ORDER: Readonly<Record<'version' | 'kubernetesVersion' | 'dependencies' | 'absent', { values: string; means: string }>> = {
  version: { values: '`1`', means: 'the version of this form' },
  kubernetesVersion: { values: 'as `1.35`', means: 'the oldest cluster, if declared' },
  dependencies: { values: 'a list', means: 'every dependency, with the fields below' },
  absent: { values: 'a list of `container` and `dependsOn`', means: 'optional dependencies whose container the Pod does not have' },
};

export const EXIT_CODES: Readonly<{
  cli: Record<keyof typeof CLI_EXIT, string>;
  waiter: Record<keyof typeof WAITER_EXIT, string>;
}> = {
  cli: {
    ok: 'nothing to report; for `status`: every gate is passed',
    findings: 'errors or warnings were printed, or a file could not be read; for `status`: a container has failed',
    waiting: '`status`: a container waits at a gate that may still open',
    usage: 'the command line is wrong',
    unavailable: 'the cluster, a Pod or a registry can\'t be read',
    software: 'an internal error',
  },
  waiter: {
    OPEN: 'every gate is open; a skipped step',
    USAGE: 'the command line is wrong',
    DATA: 'a result of a step is wrong or missing',
    UNAVAILABLE: 'the timeout is over, or a dependency has failed',
    TIMED_OUT: 'a step ran longer than `--run-timeout`',
    NOT_RUNNABLE: 'the command can\'t be executed',
    NOT_FOUND: 'the command was not found',
  },
};

/** Exit codes of the waiter that have no constant. */
export const MORE_EXIT_CODES: readonly (readonly [string, string])[] = [
  ['70', 'native waiter: the system refuses what the waiter needs, such as memory; the gate stays closed'],
  ['128 + n', 'signal n ended the command; 143 is SIGTERM, also while the waiter waits'],
  ['other', 'the exit code of the command itself'],
];

export const VARIABLES: Readonly<Record<string, { of: string; means: string }>> = {
  STARTGATE_DISABLED: { of: 'guard, waiter', means: 'opens every gate and prints this reason, of eight letters or more' },
  STARTGATE_TERMINATION_LOG: { of: 'guard, waiter', means: 'the `terminationMessagePath` of the container (default: `/dev/termination-log`)' },
  STARTGATE_RESULTS: { of: 'a step, set by the library', means: 'the folder into which the step writes its results' },
  STARTGATE_STATE: { of: 'the sidecar server', means: 'the state folder of the Pod; `/metrics` then shows its gates' },
  NO_COLOR: { of: '`cdk8s-startgate`', means: 'any value turns colours off' },
  TERM: { of: '`cdk8s-startgate`', means: '`dumb` turns colours and progress off' },
};

/** The values of the labels of metrics. */
export const LABELS: Readonly<Record<string, string>> = {
  status: '`starting`, `ready`, `failed`, `draining`',
  result: '`good`, `bad`',
  container: 'the name of a container of the Pod',
  target: 'what the gate waits for, as on the command line of the waiter',
  phase: '`waiting`, `started`, `ended`',
};

export const HEADERS: Readonly<Record<string, { from: string; value: string; means: string }>> = {
  'Startgate-Status': {
    from: 'the server', value: '`starting`, `ready`, `failed`, `draining`',
    means: 'counts more than the status code; `failed` ends a wait at once',
  },
  'Startgate-Reason': { from: 'the server', value: 'at most 200 printable ASCII characters', means: 'why the server is not ready' },
  'Prefer': { from: 'the waiter', value: '`wait=SECONDS` ([RFC 7240](https://www.rfc-editor.org/rfc/rfc7240))', means: 'asks the server to hold its answer until it is ready' },
  'Preference-Applied': { from: 'the server', value: '`wait=SECONDS`', means: 'the server held its answer' },
};

/** Flags of the waiter that its help tells in a usage line, or together with another flag. A test compares them with the flag tables. */
export const FLAGS: Readonly<Record<string, string>> = {
  '--wait': 'what to wait for; may be repeated',
  '--name': 'the container: with this name it publishes its state in `--state`, for the targets `NAME=…` of others',
  '--until': 'stops the command when the container NAME has ended so; may be repeated; the exit code is then 0',
  '--grace': 'the time from SIGTERM to SIGKILL, after `--until` or `--run-timeout`',
  '--use': 'replaces `$(steps.STEP.results.RESULT)` in the arguments of the command with that result; may be repeated',
  '--env': 'replaces it in this environment variable too; may be repeated',
  '--url': 'the target',
  '--timeoutSeconds': '`--timeout`, in seconds',
  '--periodMillis': '`--max-interval`, in milliseconds',
  '--requestTimeoutMillis': '`--request-timeout`, in milliseconds',
  '--json': 'writes JSON',
};

/** Names and places in a Pod, by the constant that holds each. */
export const PLACES: Readonly<Record<string, string>> = {
  OUR_FOLDER: 'the folder of all mounts, read-only except for a container\'s own state',
  WAITER_FOLDER: 'where the waiter is mounted',
  INSTALLED_WAITER: 'the waiter',
  STATE_DIRECTORY: 'the states of the containers, for gates that wait for a start or an end',
  VOLUME_NAME: 'the `emptyDir` volume of the states, and of an installed waiter',
  IMAGE_VOLUME_NAME: 'the image volume that brings the waiter, from Kubernetes 1.35 on',
  INSTALLER_NAME: 'the init container that installs the waiter: the default before 1.35',
  WAITER_NAME: 'the init container that waits; further ones have a number, as `startgate-wait-2`',
};
