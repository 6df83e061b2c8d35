import { expect } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { admissionPolicy } from '../../src/cli/rules/admission-policy';
import { kubernetesVersion } from '../cluster/versions';
import { addPolicy, admit, type PolicyManifest, whileInForce } from '../support/admission-policy';
import { actor, type Container, podSpec } from '../support/gated-pod';
import type { Run } from '../support/run';
import type { Scenario } from '../support/scenario';

/** ValidatingAdmissionPolicy is v1 from here on. */
const POLICIES_MINOR = 30;
/** As the command line names it. */
const POLICY = 'validatingadmissionpolicy/start-order.startgate.dev';
const PROBE = { httpGet: { path: '/ready', port: 8080 } };
const native = (more: object): Container => actor('sidecar', ['-listen', ':8080'], { restartPolicy: 'Always', ...more });
const hook = (...command: string[]) => ({ lifecycle: { postStart: { exec: { command } } } });
const ORDER = { 'startgate.dev/order': '{"version":1,"dependencies":[{"container":"app","dependsOn":"sidecar","condition":"healthy"}]}' };

interface Asked {
  readonly inits?: readonly Container[];
  readonly containers: readonly Container[];
  readonly annotations?: Readonly<Record<string, string>>;
  /** The end of what the API server says; undefined: it takes the Pod. */
  readonly refused?: string;
}

/** Pods after injection, each as bad as its name says, and the same without. */
const ASKED: Readonly<Record<string, Asked>> = {
  'hook': { containers: [actor('sidecar', [], hook('/startgate', 'wait')), actor('app')], refused: 'a postStart hook that waits is a gate that any fault opens' },
  'silenced': {
    containers: [actor('sidecar', [], hook('/startgate', 'wait')), actor('app')], annotations: { 'startgate.dev/ignore.post-start-fails-open': 'a test' },
  },
  'other-hook': { containers: [actor('sidecar', [], hook('/bin/echo', 'hello')), actor('app')] },
  'host': { containers: [actor('app', [], { livenessProbe: { tcpSocket: { port: 80, host: '127.0.0.1' } } })], refused: 'a probe with "host" looks at another place than its container' },
  'slow': { inits: [native({ startupProbe: PROBE })], containers: [actor('app')], refused: 'opens its gate seconds late' },
  'fast': { inits: [native({ startupProbe: { ...PROBE, periodSeconds: 1 } })], containers: [actor('app')] },
  'no-probe': { inits: [native({})], containers: [actor('app')], annotations: ORDER, refused: 'a native sidecar that has no startupProbe, and for which nothing else waits' },
  'guarded': {
    inits: [native({})], annotations: ORDER,
    containers: [actor('app', [], { command: ['/startgate', 'exec', '--wait', 'sidecar=http://localhost:8080/ready', '--', '/actor'] })],
  },
  'no-order': { inits: [native({})], containers: [actor('app')] },
};

/** What the API server says of a Pod; empty: it takes the Pod. */
async function answerTo(run: Run, name: string): Promise<string> {
  const { inits = [], containers, annotations } = ASKED[name]!;
  const { code, stderr } = await admit(run, name, podSpec(containers, { initContainers: inits }), annotations);
  return code === 0 ? '' : stderr;
}

/** The policy that the command line writes is accepted by the API server, compiled without a warning, and enforced. */
export const admission: readonly Scenario[] = kubernetesVersion(process.env.E2E_KUBERNETES).minor < POLICIES_MINOR ? [] : [{
  name: 'admission-policy',
  // the others refuse a probe with a host themselves
  podSecurity: 'privileged',
  declare: (chart) => {
    const [policy, binding] = parseAllDocuments(admissionPolicy('deny')).map((document) => document.toJS() as PolicyManifest);
    addPolicy(chart, policy!, binding!);
  },
  play: (run) => whileInForce(run, POLICY, async () => (await answerTo(run, 'hook')) !== '', async () => {
    const { status } = await run.cluster.kubectl.get<{ status: { typeChecking?: { expressionWarnings?: unknown[] } } }>([POLICY]);
    expect(status.typeChecking?.expressionWarnings ?? []).toEqual([]);
    for (const [name, { refused }] of Object.entries(ASKED)) {
      const answer = await answerTo(run, name);
      if (refused === undefined) expect(answer, name).toBe('');
      else expect(answer, name).toContain(refused);
    }
  }),
}];
