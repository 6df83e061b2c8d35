import { edge, RUNTIME_IMAGE } from '../../support';
import { container, type CureCase, declare, pod } from './given';

const EDGES = [edge('load', 'fetch', { condition: 'succeeded', mechanism: 'guard', onTimeout: 'block' })];
const STEPS = { fetch: { step: true }, load: { step: true } };
const ROW = { edges: EDGES, containers: STEPS, runtimeImage: RUNTIME_IMAGE };
const POD = { restartPolicy: 'Never', containers: ['fetch', 'load'] } as const;

/** Steps in a row. */
export const STEP_CURES: Readonly<Record<string, readonly CureCase[]>> = {
  'step-restarts': [{
    pod: { ...POD, restartPolicy: 'OnFailure' }, order: ROW,
    cure: 'set restartPolicy: Never in the Pod; to run all steps again, set backoffLimit of the Job',
    ways: { 'set restartPolicy': pod({ restartPolicy: 'Never' }) },
  }, {
    pod: { ...POD, containers: ['fetch', { name: 'load', command: ['/load'], restartPolicy: 'OnFailure' }] },
    order: { ...ROW, kubernetesVersion: '1.35' },
    cure: 'remove restartPolicy and restartPolicyRules of "load"',
    ways: { 'remove it': container('load', { restartPolicy: undefined }) },
  }],
  'step-result-unknown': [{
    pod: { ...POD, containers: ['fetch', { name: 'load', command: ['/load', '$(steps.fetch.results.commit)'] }] }, order: ROW,
    cure: 'declare the result in the earlier step, such as results: ["digest"], or correct its name',
    ways: {
      'declare it': declare('fetch', { stepOptions: { results: ['commit'] } }),
      'correct its name': container('load', { command: ['/load'] }),
    },
  }],
  'step-when-not-earlier': [{
    pod: POD,
    order: {
      ...ROW,
      containers: { ...STEPS, fetch: { step: true, stepOptions: { when: [{ step: 'load', equal: true, kind: 'exit-code', code: 0 }] } } },
    },
    cure: 'name an earlier step in the condition, or move the step after the step that it names',
    ways: {
      'an earlier step': declare('fetch', { stepOptions: undefined }),
      'move the step': (before) => ({
        ...before,
        order: { ...before.order, edges: [edge('fetch', 'load', { condition: 'succeeded', mechanism: 'guard', onTimeout: 'block' })] },
      }),
    },
  }],
  'step-without-row': [{
    pod: POD, order: { ...ROW, edges: [], containers: { load: { stepOptions: { timeoutMs: 300_000 } } } },
    cure: 'add the container to a row, such as order.steps(["build", "report"]), or remove asStep',
    ways: {
      'give the row': (before) => ({
        ...before, order: { ...ROW, containers: { ...STEPS, load: { step: true, stepOptions: { timeoutMs: 300_000 } } } },
      }),
      'remove asStep': declare('load', { stepOptions: undefined }),
    },
  }],
  'step-never-runs': [{
    pod: POD,
    order: {
      ...ROW,
      containers: { ...STEPS, load: { step: true, stepOptions: { when: [{ step: 'fetch', equal: false, kind: 'exit-code', code: 0 }] } } },
    },
    cure: 'set onError: OnError.CONTINUE for "fetch", or remove the condition',
    ways: {
      'declare it': declare('fetch', { stepOptions: { onError: 'continue' } }),
      'remove the condition': declare('load', { stepOptions: undefined }),
    },
  }, {
    pod: POD, order: {
      ...ROW, containers: {
        ...STEPS,
        load: {
          step: true,
          stepOptions: {
            when: [{ step: 'fetch', equal: true, kind: 'exit-code', code: 0 }, { step: 'fetch', equal: false, kind: 'exit-code', code: 0 }],
          },
        },
        fetch: { step: true, stepOptions: { onError: 'continue' } },
      },
    },
    cure: 'remove one of the conditions',
    ways: { 'remove one': declare('load', { stepOptions: { when: [{ step: 'fetch', equal: true, kind: 'exit-code', code: 0 }] } }) },
  }],
  'step-timeout-over-deadline': [{
    pod: { ...POD, workload: { activeDeadlineSeconds: 60 } },
    order: { ...ROW, containers: { ...STEPS, load: { step: true, stepOptions: { timeoutMs: 300_000 } } } },
    cure: 'raise activeDeadlineSeconds, or shorten the timeout',
    ways: {
      'raise activeDeadlineSeconds': pod({ workload: { activeDeadlineSeconds: 600 } }),
      'shorten the timeout': declare('load', { stepOptions: { timeoutMs: 30_000 } }),
    },
  }],
};
