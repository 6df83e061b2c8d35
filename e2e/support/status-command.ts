import { join } from 'node:path';
import { attempt, type Finished } from '../cluster/command';
import { waitFor } from '../cluster/wait-for';
import { ROOT } from '../paths';
import type { Run } from './run';

/** `cdk8s-startgate status` as it is shipped, with the kubectl and the configuration of the node. */
export function status({ cluster, namespace }: Run, ...args: readonly string[]): Promise<Finished> {
  const { programs, kubeconfig } = cluster.settings;
  const env = { PATH: `${programs}:${process.env.PATH ?? ''}`, KUBECONFIG: kubeconfig };
  return attempt(process.execPath, [join(ROOT, 'lib', 'cli', 'main.mjs'), 'status', 'pod', '-n', namespace, ...args], { env });
}

/** Asks until it says so. */
export function says(run: Run, code: number, text: RegExp, ...args: readonly string[]): Promise<Finished> {
  let last: Finished | undefined;
  return waitFor(`status ends with ${code} and says ${text.source}`, async () => {
    last = await status(run, ...args);
    return last.code === code && text.test(last.stdout) ? last : undefined;
  }, { instead: () => `${last?.code}\n${last?.stdout}${last?.stderr}` });
}
