import { publicTarget, sharedPath, unescapeReferences } from '../../private/check-target';
import { durationText } from '../../private/duration-text';
import type { Container } from '../../private/manifest';
import type { CheckModel } from '../../private/model';
import { isResolved, resolveCheck } from '../../private/resolved-check';
import type { Annotated } from './annotation';
import type { StartgateGate } from './startgate-words';
import { checkOfTarget } from './target';

type Policy = Pick<Annotated, 'timeoutMs' | 'onTimeout'>;

/** How a guard differs from what the annotation says of it, as the end of a sentence; undefined where it is the same. */
export function guardDiffers(dependency: Annotated, gate: StartgateGate, waiting: Container, awaited: Container): string | undefined {
  const { container, dependsOn, condition } = dependency;
  const guard = `the guard of "${container}"`;
  if (gate.condition !== condition) return `${guard} waits until "${dependsOn}" is ${gate.condition}, not ${condition}`;
  return checkDiffers(guard, gate, inContainer(dependency.check, waiting, awaited)) ?? timeDiffers(guard, gate, dependency);
}

/** How the waiter in a probe or hook differs. */
export function waiterDiffers(where: string, gate: StartgateGate, { check }: Annotated, time: Policy): string | undefined {
  return checkDiffers(where, gate, check) ?? timeDiffers(where, gate, time);
}

/** How the startup probe of a native sidecar differs. To the kubelet the address of the Pod is where every check looks. */
export function probeDiffers({ check }: Annotated, awaited: Container): string | undefined {
  const { startupProbe } = awaited;
  const own = startupProbe === undefined ? undefined : resolveCheck({ ...awaited, startupProbe }, undefined);
  if (check === undefined || own === undefined || !isResolved(own) || own.source !== 'startupProbe') return undefined;
  const promised = checkOfTarget(check);
  const texts = [...textsOf(own.check), ...textsOf(onPod(own.check))];
  return texts.includes(check) || (promised !== undefined && texts.includes(publicTarget(onPod(promised)))) ? undefined : `the startupProbe of "${awaited.name}" checks ${publicTarget(own.check)}, not ${check}`;
}

function checkDiffers(where: string, gate: StartgateGate, promised: string | undefined): string | undefined {
  if (gate.condition !== 'healthy' || promised === undefined) return undefined;
  const seen = publicText(gate.check);
  const texts = [promised, unescapeReferences(promised)].map(publicText);
  return texts.includes(seen) ? undefined : `${where} checks ${seen}, not ${promised}`;
}

function timeDiffers(where: string, gate: StartgateGate, { timeoutMs, onTimeout }: Policy): string | undefined {
  if (gate.timeoutMs !== timeoutMs) return `${where} waits ${durationText(gate.timeoutMs)}, not ${durationText(timeoutMs)}`;
  return gate.onTimeout === onTimeout ? undefined : `${where} has --on-timeout ${gate.onTimeout}, not ${onTimeout}`;
}

/** A file or socket on a volume has another path in another container. */
export function inContainer(target: string | undefined, waiting: Container, awaited: Container): string | undefined {
  const check = target === undefined ? undefined : checkOfTarget(target);
  if (check === undefined || (check.kind !== 'file' && check.kind !== 'unixSocket')) return target;
  return publicTarget({ ...check, path: sharedPath(check.path, awaited.volumeMounts, waiting.volumeMounts) ?? check.path });
}

/** One form for `127.0.0.1` and `localhost`, and for the address of the Pod whatever its variable is called; no query. */
export function publicText(target: string): string {
  const check = checkOfTarget(target);
  return check === undefined ? target : publicTarget(check);
}

/** The command of a probe of its own keeps its references; one that was declared has them escaped. */
function textsOf(check: CheckModel): string[] {
  const unescaped = check.kind === 'command' ? { ...check, command: check.command.map(unescapeReferences) } : check;
  return [publicTarget(check), publicTarget(unescaped)];
}

function onPod(check: CheckModel): CheckModel {
  return 'listensOn' in check ? { ...check, listensOn: 'all' } : check;
}
