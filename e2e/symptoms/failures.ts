import { Mechanism } from '../../src';
import type { Symptom } from './symptom';

/** A failure of the matrix, and its symptoms under each mechanism: the scenarios `NAME-MECHANISM` assert them. */
export interface Failure {
  /** Of the scenarios. */
  readonly name: string;
  readonly title: string;
  readonly meaning: string;
  readonly cure: string;
  readonly seen: Readonly<Partial<Record<Mechanism, Symptom>>>;
}

/** The application has not been created yet. */
const NOT_YET = ['app', 'is waiting to start: PodInitializing'] as const;
/** The words of the event differ from version to version. */
const HOOK_FAILED = ['FailedPostStartHook', ''] as const;
/** From 1.35 on the kubelet sleeps until the back-off is over: what it said of the last run may stand there all the time. */
const CRASHES = ['CrashLoopBackOff', 'Error'];
const HOOK_CRASHES = ['CrashLoopBackOff', 'PostStartHookError'];
const INIT_CRASHES = CRASHES.map((status) => `Init:${status}`);
const ABSENT = 'exec: "/absent": stat /absent: no such file or directory';

export const FAILURES: readonly Failure[] = [
  {
    name: 'never-ready',
    title: 'The sidecar runs and is not ready in time',
    meaning: 'The sidecar answers, but not with 2xx. The timeout of the gate was 3 s here. After the timeout, the kubelet restarts the sidecar (native) or the guard (`GUARD`), and the wait begins again.',
    cure: 'Read the log: `kubectl logs POD -c sidecar`. If the sidecar only needs more time, raise `timeout` in `dependsOn`.',
    seen: {
      [Mechanism.NATIVE]: {
        status: 'Init:0/1',
        events: [['Unhealthy', 'Startup probe failed: HTTP probe failed with statuscode: 503'], ['Killing', 'failed startup probe']],
        logs: [NOT_YET],
      },
      [Mechanism.NATIVE_WAITER]: {
        status: 'Init:0/1',
        describe: ['Message: startgate: sidecar is still closed after 3s: http 503; giving up'],
        events: [['Unhealthy', 'startgate: sidecar is still closed after 3s: http 503; giving up']],
        logs: [['sidecar', 'startgate: waiting for sidecar: http 503'], NOT_YET],
      },
      [Mechanism.INIT_WAITER]: {
        status: INIT_CRASHES,
        describe: ['Message: startgate: sidecar is still closed after 3s: http 503; giving up Exit Code: 69'],
        events: [['BackOff', 'restarting failed container startgate-wait']],
        logs: [['startgate-wait', 'startgate: sidecar is still closed after 3s: http 503; giving up'], NOT_YET],
      },
      [Mechanism.GUARD]: {
        status: CRASHES,
        describe: ['Message: startgate: sidecar is still closed after 3s: http 503; giving up Exit Code: 69'],
        events: [['BackOff', 'restarting failed container app']],
        logs: [['app', 'startgate: sidecar is still closed after 3s: http 503; giving up']],
      },
      [Mechanism.POST_START]: {
        status: HOOK_CRASHES,
        describe: ['Message: startgate: sidecar is still closed after 3s: http 503; giving up'],
        events: [HOOK_FAILED],
        logs: [['app', 'started']],
      },
    },
  },
  {
    name: 'hangs',
    title: 'The sidecar accepts the request and does not answer',
    meaning: 'One attempt may take 1 s, or the `timeout` of the check, or the `timeoutSeconds` of its own probe. A server that hangs never opens a gate.',
    cure: 'Read the log: `kubectl logs POD -c sidecar`. Compare the port of the check with the port of the sidecar.',
    seen: {
      [Mechanism.NATIVE]: { status: 'Init:0/1', events: [['Unhealthy', 'context deadline exceeded']], logs: [NOT_YET] },
      [Mechanism.NATIVE_WAITER]: {
        status: 'Init:0/1',
        events: [['Unhealthy', 'startgate: sidecar is still closed after 4s: no answer within 1s; giving up']],
        logs: [['sidecar', 'startgate: waiting for sidecar: no answer within 1s'], NOT_YET],
      },
      [Mechanism.GUARD]: { status: CRASHES, describe: ['Exit Code: 69'], logs: [['app', 'startgate: sidecar is still closed after 4s: no answer within 1s; giving up']] },
      [Mechanism.POST_START]: { status: HOOK_CRASHES, events: [HOOK_FAILED], logs: [['app', 'started']] },
    },
  },
  {
    name: 'says-failed',
    title: 'The sidecar says that it will never be ready',
    meaning: 'A sidecar with the package `startgate` answers `Startgate-Status: failed` with its reason. The waiter stops at once. The kubelet\'s own probe can\'t read this header and continues until its timeout.',
    cure: 'Read the reason, and fix its cause in the sidecar.',
    seen: {
      [Mechanism.NATIVE]: { status: 'Init:0/1', events: [['Unhealthy', 'Startup probe failed: HTTP probe failed with statuscode: 503']], logs: [NOT_YET] },
      [Mechanism.NATIVE_WAITER]: {
        describe: ['Message: startgate: sidecar failed: http 503, no licence; giving up'],
        events: [['Unhealthy', 'startgate: sidecar failed: http 503, no licence; giving up']],
        logs: [['sidecar', 'startgate: sidecar failed: http 503, no licence; giving up'], NOT_YET],
      },
      [Mechanism.GUARD]: {
        status: CRASHES,
        describe: ['Message: startgate: sidecar failed: http 503, no licence; giving up Exit Code: 69'],
        logs: [['app', 'startgate: sidecar failed: http 503, no licence; giving up']],
      },
      [Mechanism.POST_START]: { status: HOOK_CRASHES, events: [HOOK_FAILED], logs: [['app', 'started']] },
    },
  },
  {
    name: 'crash',
    title: 'The sidecar ends before it is ready',
    meaning: 'The kubelet restarts the sidecar with a growing back-off, as any container. With exit code 0 the output is the same. Meanwhile a guard waits in its own container.',
    cure: 'Read the last output: `kubectl logs POD -c sidecar --previous`.',
    seen: {
      [Mechanism.NATIVE]: {
        status: INIT_CRASHES, events: [['BackOff', 'restarting failed container sidecar']], logs: [NOT_YET],
      },
      [Mechanism.NATIVE_WAITER]: {
        status: INIT_CRASHES,
        events: [['BackOff', 'restarting failed container sidecar']],
        logs: [['sidecar', 'startgate: waiting for sidecar'], NOT_YET],
      },
      [Mechanism.GUARD]: {
        status: CRASHES,
        events: [['BackOff', 'restarting failed container sidecar']],
        logs: [['app', 'startgate: waiting for sidecar: connection refused']],
      },
      [Mechanism.POST_START]: { status: HOOK_CRASHES, events: [HOOK_FAILED], logs: [['app', 'started']] },
    },
  },
  {
    name: 'name-unknown',
    title: 'The name of a host outside of the Pod has no address',
    meaning: '`app` waits with `waitsFor` for `tcp://db.shop:5432` for 8 s, and the name servers of the Pod know no such name. The waiter asks them again at each attempt.',
    cure: 'Correct the `host` of the check, or create the Service. From another namespace, the name of a Service needs its namespace: `db.shop`.',
    seen: {
      [Mechanism.INIT_WAITER]: {
        status: INIT_CRASHES,
        describe: ['Message: startgate: tcp://db.shop:5432 is still closed after 8s: host name not found; giving up Exit Code: 69'],
        events: [['BackOff', 'restarting failed container startgate-wait']],
        logs: [['startgate-wait', 'startgate: waiting for tcp://db.shop:5432: host name not found'], NOT_YET],
      },
      [Mechanism.GUARD]: {
        status: CRASHES,
        describe: ['Message: startgate: tcp://db.shop:5432 is still closed after 8s: host name not found; giving up Exit Code: 69'],
        events: [['BackOff', 'restarting failed container app']],
        logs: [['app', 'startgate: waiting for tcp://db.shop:5432: host name not found']],
      },
    },
  },
  {
    name: 'image-missing',
    title: 'The image pull of the sidecar fails',
    meaning: 'The sidecar is never created. If the pull policy allows pulls, the status is `ErrImagePull` or `ImagePullBackOff`, with the prefix `Init:` for a native sidecar.',
    cure: 'Correct the name of the image, or the pull secret.',
    seen: {
      [Mechanism.NATIVE]: { status: 'Init:ErrImageNeverPull', events: [['Failed', 'ErrImageNeverPull']], logs: [NOT_YET] },
      [Mechanism.NATIVE_WAITER]: { status: 'Init:ErrImageNeverPull', events: [['Failed', 'ErrImageNeverPull']], logs: [NOT_YET] },
      [Mechanism.GUARD]: { status: 'ErrImageNeverPull', events: [['Failed', 'ErrImageNeverPull']], logs: [['app', 'startgate: sidecar is still closed after 3s: connection refused; giving up']] },
      [Mechanism.POST_START]: { status: 'ErrImageNeverPull', events: [['Failed', 'ErrImageNeverPull']], logs: [['app', 'started']] },
    },
  },
  {
    name: 'no-binary',
    title: 'The waiter is not at the path in the manifest',
    meaning: '`waiterPath` names a file that is not in the image. Under `NATIVE_WAITER`, a probe that can\'t run has no result. The kubelet repeats the probe for ever, the gate stays closed, and the sidecar is **never restarted**, even after the timeout.',
    cure: 'Correct `waiterPath`, or remove it and set a `runtimeImage`.',
    seen: {
      [Mechanism.NATIVE_WAITER]: { status: 'Init:0/1', describe: ['Restart Count: 0'], events: [['Unhealthy', ABSENT]], logs: [NOT_YET] },
      [Mechanism.GUARD]: { status: ['CrashLoopBackOff', 'StartError'], describe: ['Reason: StartError', 'Exit Code: 128'], events: [['Failed', ABSENT]] },
      [Mechanism.POST_START]: { status: HOOK_CRASHES, events: [HOOK_FAILED], logs: [['app', 'started']] },
    },
  },
  {
    name: 'deleted',
    title: 'The Pod is deleted while the gate is closed',
    meaning: 'Under the other mechanisms the Pod is deleted at once. A postStart hook delays the deletion, even beyond the grace period. When the hook fails, **the application of the terminating Pod is started**, and then stopped.',
    cure: 'If the application must never run without its sidecar, use another mechanism. Otherwise wait, or shorten `timeout` in `dependsOn`.',
    seen: { [Mechanism.POST_START]: { status: 'Terminating' } },
  },
  {
    name: 'app-ends',
    title: 'The application is restarted while the sidecar is not ready',
    meaning: 'Only a guard gates again. Under the other mechanisms the application runs without its sidecar, and no event or log says so.',
    cure: 'Declare the dependency with `regate: true`.',
    seen: {
      [Mechanism.GUARD]: { logs: [['app', 'startgate: waiting for sidecar: http 503'], ['app', 'startgate: all gates are passed after']] },
    },
  },
];

/** What a scenario must show, if it is one of a failure. */
export function symptomOf(scenario: string, mechanism: Mechanism): Symptom | undefined {
  return FAILURES.find(({ name }) => `${name}-${mechanism}` === scenario)?.seen[mechanism];
}
