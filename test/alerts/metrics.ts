import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SIDECAR } from '../../scripts/lib/paths.mjs';

/** The metrics of kube-state-metrics that alerts and dashboard may use. @see https://github.com/kubernetes/kube-state-metrics/blob/main/docs/metrics/workload/pod-metrics.md */
export const KUBE_STATE_METRICS = [
  'kube_pod_annotations',
  'kube_pod_container_status_last_terminated_exitcode',
  'kube_pod_container_status_ready',
  'kube_pod_container_status_restarts_total',
  'kube_pod_container_status_running',
  'kube_pod_init_container_status_ready',
  'kube_pod_init_container_status_restarts_total',
  'kube_pod_init_container_status_running',
  'kube_pod_init_container_status_waiting_reason',
  'kube_pod_status_phase',
];

/** What `/metrics` of the real sidecar has, of a Pod with a configuration and a guard that has started its command. */
export async function sidecarMetrics(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'startgate-metrics-'));
  const [state, config] = [join(folder, 'state'), join(folder, 'config.json')];
  writeFileSync(config, '{}');
  const program = join(SIDECAR, 'dist', 'main.js');
  const guard = spawn(process.execPath, [program, 'exec', '--name', 'app', '--state', state, '--wait', `file://${config}`, '--', 'sleep', '60']);
  const sidecar = spawn(process.execPath, [program, 'serve', '--port', '0', '--host', '127.0.0.1', '--config', config], {
    env: { ...process.env, STARTGATE_STATE: state },
  });
  try {
    const url = await lineWith(sidecar.stdout, /listening on (http:\S+)/u);
    return await metricsWith(`${url}/metrics`, /^startgate_container_waited_seconds\{/mu);
  } finally {
    await Promise.all([guard, sidecar].map((child) => {
      const closed = once(child, 'close');
      child.kill();
      return closed;
    }));
    rmSync(folder, { recursive: true });
  }
}

function lineWith(stream: NodeJS.ReadableStream, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    stream.on('data', (bytes: Buffer) => {
      text += bytes.toString();
      const found = pattern.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    });
    stream.once('end', () => reject(new Error(`the sidecar has ended: ${text}`)));
  });
}

/** Asks again until the guard has written its record; the test has a deadline. */
async function metricsWith(url: string, pattern: RegExp): Promise<string> {
  for (;;) {
    const text = await (await fetch(url)).text();
    if (pattern.test(text)) return text;
  }
}

/** The names of the metrics of such a text. */
export function namesIn(text: string): string[] {
  return [...text.matchAll(/^# TYPE (\S+) /gmu)].map(([, name]) => name!).sort();
}
