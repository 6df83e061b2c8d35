import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { adminToken, keysOf } from '../cluster/keys';
import type { Kubectl } from '../cluster/kubectl';
import type { Settings } from '../cluster/settings';
import { SECURE } from '../support/gated-pod';
import type { Container, JsonObject } from '../../src/private/manifest';
import type { RecordedPod } from './recorded';

/** A namespace for dry runs, and the level of Pod Security that it enforces. */
export type Level = 'privileged' | 'restricted';

export function namespaceOf(level: Level): string {
  return `validation-${level}`;
}

export async function makeNamespace(kubectl: Kubectl, level: Level): Promise<void> {
  const labels = { 'pod-security.kubernetes.io/enforce': level };
  await kubectl.run(
    ['apply', '-f', '-'],
    { input: JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespaceOf(level), labels } }) },
  );
}

/** The service accounts that the Pods name, without which they would be refused. */
export async function makeServiceAccounts(kubectl: Kubectl, pods: readonly RecordedPod[], level: Level): Promise<void> {
  const names = new Set(pods.flatMap(({ spec }) => (spec as { serviceAccountName?: string }).serviceAccountName ?? []));
  for (const name of names) {
    await kubectl.run(
      ['apply', '-f', '-'],
      { input: JSON.stringify({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace: namespaceOf(level) } }) },
    );
  }
}

/**
 * What a test's Pod lacks beside the order: a name, and containers that are as the level asks. What the order has brought stays
 * as it is.
 */
export function asPod({ metadata, spec, own }: Pick<RecordedPod, 'metadata' | 'spec' | 'own'>, name: string, level: Level): JsonObject {
  const complete = (container: Container): Container =>
    level === 'restricted' && own.includes(container.name) ? { ...container, securityContext: { ...SECURE, ...SECURE_ALONE } } : container;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...metadata, name, namespace: namespaceOf(level) },
    spec: {
      ...spec,
      ...(spec.initContainers === undefined ? {} : { initContainers: spec.initContainers.map(complete) }),
      ...(spec.containers === undefined ? {} : { containers: spec.containers.map(complete) }),
    },
  };
}

/** Said of a container itself, so that one that lacks it cannot hide behind the Pod. */
const SECURE_ALONE = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };

/** Whether a Pod can live in a namespace that enforces Pod Security `restricted`, whatever its containers say. */
export function fitsRestricted({ spec }: RecordedPod): boolean {
  const { securityContext, volumes = [] } = spec as { securityContext?: { runAsUser?: number }; volumes?: readonly JsonObject[] };
  return spec.hostNetwork !== true && spec.os === undefined && securityContext?.runAsUser !== 0
    && volumes.every((volume) => volume.hostPath === undefined);
}

/**
 * Has the API server judge Pods field by field, without keeping any. Not by kubectl, which stops at the first that it cannot read.
 *
 * @returns what it says of those that it refuses, by name
 */
export async function dryRun(settings: Settings, pods: readonly JsonObject[]): Promise<ReadonlyMap<string, string>> {
  const refused = new Map<string, string>();
  for (const pod of pods) {
    const { name, namespace } = pod.metadata as { name: string; namespace: string };
    const answer = await post(settings, `/api/v1/namespaces/${namespace}/pods?dryRun=All&fieldValidation=Strict`, pod);
    if (answer.code !== 201) refused.set(name, answer.message);
  }
  return refused;
}

function post(settings: Settings, path: string, body: JsonObject): Promise<{ code: number; message: string }> {
  const headers = { 'authorization': `Bearer ${adminToken(settings)}`, 'content-type': 'application/json' };
  // the certificate knows the server by this name
  const tls = { ca: readFileSync(keysOf(settings).serverCertificate), servername: 'kubernetes' };
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: settings.port, path, method: 'POST', headers, ...tls }, (response) => {
      text(response).then((answer) => {
        resolve({ code: response.statusCode!, message: (JSON.parse(answer) as { message?: string }).message ?? '' });
      }, reject);
    });
    asked.on('error', reject);
    asked.end(JSON.stringify(body));
  });
}
