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
  about: 'shows what each container of a live Pod waits for, and what happens next',
  operands: '[POD]',
  maxOperands: 1,
  options: [
    { name: 'namespace', short: 'n', value: 'NAMESPACE', about: 'the namespace of the Pod (default: the namespace of the kubectl context)' },
    { name: 'watch', short: 'w', about: 'repeats every second until no container waits' },
    { name: 'from', value: 'FILE', about: 'reads the output of "kubectl get pods,events -o json" from a file, or - for stdin' },
    { name: 'format', value: 'FORMAT', choices: ['text', 'json'], about: 'the output format' },
  ],
  notes: [
    'Without POD, status shows all Pods of the namespace that have an order or that wait. status runs kubectl with its configuration. kubectl',
    'needs "get" and "list" on pods; with "list" on events and "get" on pods/log, status shows more. status works with any Pod.',
    '',
    'Exit codes: 0 all gates are open, 2 a container waits, 1 a container failed, 69 the Pods can\'t be read.',
  ],
  examples: [
    { line: 'cdk8s-startgate status web-6d5f -n shop', about: 'why a Pod does not start' },
    { line: 'cdk8s-startgate status --watch', about: 'all Pods of the namespace, until they have started' },
    { line: 'kubectl get pods,events -o json | cdk8s-startgate status --from -', about: 'without access to the cluster' },
  ],
  run: async (words, host) => {
    const selection = { pod: podOf(words), namespace: nameOf('--namespace', words.value('namespace')) };
    const from = words.value('from');
    const watch = words.flag('watch');
    if (watch && from !== undefined) throw new UsageError('--watch and --from exclude each other: use one of them');
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
  if (name !== undefined && !/^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/u.test(name)) throw new UsageError(`${what} must be a Kubernetes name, such as web-6d5f; got "${name}"`);
  return name;
}
