import { INSTALLER_NAME } from '../../src/private/pod-names';
import { waitFor } from '../cluster/wait-for';
import { statusOf } from '../support/pod';
import type { Run } from '../support/run';
import { statusesOf, type Symptom } from './symptom';

/** The init containers of a Pod, as `kubectl get pod` counts them: before Kubernetes 1.35 one more, the installer, which has ended. */
async function counted(run: Run, status: string): Promise<string> {
  const isInstalled = (await run.pods()).some((pod) => statusOf(pod, INSTALLER_NAME) !== undefined);
  return isInstalled ? status.replace(/^Init:(\d)\/(\d)$/, (_, done, all) => `Init:${Number(done) + 1}/${Number(all) + 1}`) : status;
}

/** Waits until kubectl has shown every text of a symptom. A Pod that fails repeatedly shows the texts in turn. */
export async function shows(run: Run, { status, describe = [], events = [], logs = [] }: Symptom): Promise<void> {
  const { kubectl } = run.cluster;
  const ask = async (...args: string[]) => {
    const { stdout, stderr } = await kubectl.attempt(['-n', run.namespace, ...args]);
    return `${stdout}${stderr}`.replaceAll(/\s+/g, ' ');
  };
  const statuses = statusesOf(status);
  const shown = async (): Promise<boolean> => {
    const column = (await ask('get', 'pod', 'pod', '--no-headers')).split(' ')[2];
    return (await Promise.all(statuses.map((each) => counted(run, each)))).some((each) => each === column);
  };
  const expected: [command: string, text: string, shown: () => Promise<boolean>][] = [
    ...(statuses.length === 0 ? [] : [['get pod', statuses.join(' or '), shown] as const]),
    ...describe.map((text) => ['describe pod', text, async () => (await ask('describe', 'pod', 'pod')).includes(text)] as const),
    ...events.map(([reason, text]) => [
      `get events, ${reason}`,
      text,
      async () => (await run.events()).some((event) => event.reason === reason && event.message.includes(text)),
    ] as const),
    ...logs.map(([container, text]) => [
      `logs -c ${container}`, text, async () => (await ask('logs', 'pod', '-c', container)).includes(text),
    ] as const),
  ].map((each) => [...each]);
  let left = expected;
  const missing = () => left.map(([command, text]) => `kubectl ${command}: ${text}`).join('\n');
  await waitFor('kubectl shows what the troubleshooting page says', async () => {
    const still = [];
    for (const each of left) if (!(await each[2]())) still.push(each);
    left = still;
    return left.length === 0 ? true : undefined;
  }, { milliseconds: 120_000, instead: () => `not shown: ${missing()}` });
}
