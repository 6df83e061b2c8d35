import { expect } from 'vitest';
import { parseArgs } from '../../sidecar-runtime/src/waiter/args';
import type { Invocation } from '../../sidecar-runtime/src/waiter/invocation';
import { INSTALLED_WAITER } from '../../src/private/pod-names';
import type { Plan } from '../../src/private/plan/plan';
import type { PodPatch } from '../../src/private/render/patch';
import { expanded, promisedGuard, promisedGuardProbe, promisedHook, promisedInitWaiter, promisedProbe } from './promises';

const INSTALL: Invocation = { command: 'install', destination: INSTALLED_WAITER };

/** Sends every command of ours in a patch through the waiter's own parser, and compares what comes back with what the plan promises. */
export function expectKept(plan: Plan, { containers, added }: PodPatch): void {
  for (const container of added) {
    const waiter = plan.waiters.find(({ name }) => name === container.name);
    expectRead(container.command!.map(expanded), waiter === undefined ? INSTALL : promisedInitWaiter(waiter, container));
  }
  for (const [name, { command, startupProbe, postStart }] of containers) {
    const planned = plan.byName.get(name)!;
    if (command !== undefined) {
      expectRead(command.map(expanded), promisedGuard(plan, planned));
      expect(command.slice(command.indexOf('--') + 1)).toEqual(planned.command);
    }
    const probe = startupProbe?.exec?.command;
    const promisedOfProbe = planned.placement === 'native' ? promisedProbe : promisedGuardProbe;
    if (probe !== undefined && probe[0] === planned.waiterPath) expectRead(probe.map(expanded), promisedOfProbe(planned));
    // Kubernetes expands nothing in a hook
    if (postStart !== undefined) expectRead((postStart as { exec: { command: string[] } }).exec.command, promisedHook(planned));
  }
}

function expectRead([_binary, ...args]: readonly string[], promised: Invocation): void {
  expect(parseArgs(args)).toEqual(promised);
}
