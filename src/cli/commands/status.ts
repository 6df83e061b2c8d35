import { paintFor } from '../colours';
import type { Command, Words } from '../command';
import { UsageError } from '../exit-code';
import { visible } from '../printable';
import { Progress } from '../progress';
import { inputName } from '../read/inputs';
import { lookAtCluster } from '../status/cluster';
import { Kubectl } from '../status/kubectl';
import { lookAtSaved } from '../status/saved';
import { runStatus } from '../status/status-command';

export const statusCommand: Command = {
  name: 'status',
  about: 'says of each container of a live Pod at which gate it stands, and what happens next',
  operands: '[POD]',
  maxOperands: 1,
  options: [
    { name: 'namespace', short: 'n', value: 'NAMESPACE', about: 'where the Pod is; that of kubectl\'s configuration if it is not given' },
    { name: 'watch', short: 'w', about: 'looks again every second, until nothing waits any more' },
    { name: 'from', value: 'FILE', about: 'reads what "kubectl get pods,events -o json" has written, or - for stdin, in place of a cluster' },
    { name: 'format', value: 'FORMAT', choices: ['text', 'json'], about: 'how it is written' },
  ],
  notes: [
    'Without a POD it shows all of the namespace that have an order, or that wait. It runs kubectl, with its own configuration: it needs',
    '"get" and "list" on pods, and says more with "list" on events and "get" on pods/log. Any Pod will do, whoever made it.',
    '',
    'It ends with 0 when all gates are open, 2 when a container waits, 1 when one has failed, 69 when the Pods can\'t be read.',
  ],
  examples: [
    { line: 'cdk8s-startgate status web-6d5f -n shop', about: 'why a Pod does not start' },
    { line: 'cdk8s-startgate status --watch', about: 'all Pods of the namespace, until they have started' },
    { line: 'kubectl get pods,events -o json | cdk8s-startgate status --from -', about: 'without access of its own' },
  ],
  run: async (words, host) => {
    const selection = { pod: podOf(words), namespace: nameOf('--namespace', words.value('namespace')) };
    const from = words.value('from');
    const watch = words.flag('watch');
    if (watch && from !== undefined) throw new UsageError('--watch asks a cluster again and again, and --from reads a file once: give one of them');
    const kubectl = new Kubectl(host.runProgram);
    const paint = paintFor(host.stdout, host.env);
    return runStatus({ ...selection, watch, format: words.value('format') === 'json' ? 'json' : 'text' }, {
      look: () => {
        const progress = new Progress(host);
        if (from !== undefined) {
          return progress.during(() => `reading ${inputName(from)}`, () => lookAtSaved(from, selection, host, progress));
        }
        return progress.during((seconds) => `asking kubectl, ${seconds} s`, () => lookAtCluster(kubectl, selection, host.time));
      },
      out: host.stdout.write,
      error: (line) => host.stderr.write(`cdk8s-startgate: ${visible(line)}\n`),
      terminal: watch && host.stdout.isTerminal ? host.stdout.size?.() : undefined,
      paint: (state, text) => ({ open: paint.green, waiting: paint.yellow, failed: paint.red })[state](text),
      pause: host.pause,
    });
  },
};

/** `web`, or `pod/web` as kubectl prints it. */
function podOf({ operands: [operand] }: Words): string | undefined {
  return nameOf('POD', operand?.replace(/^(?:pods?|po)\//u, ''));
}

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
function nameOf(what: string, name: string | undefined): string | undefined {
  if (name !== undefined && !/^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/u.test(name)) throw new UsageError(`${what} must be a name of Kubernetes, such as web-6d5f; got "${name}"`);
  return name;
}
