import { eachPart, partsOf } from '../../private/check-parts';
import { publicWords, sharedPath, unescapeReferences } from '../../private/check-target';
import { durationText } from '../../private/duration-text';
import type { Container } from '../../private/manifest';
import type { CheckModel } from '../../private/model';
import { isResolved, resolveCheck } from '../../private/resolved-check';
import type { Annotated, CheckWords } from './annotation';
import type { StartgateGate } from './startgate-words';
import { allKnown, checkOfWords } from './target';

type Policy = Pick<Annotated, 'timeoutMs' | 'onTimeout'>;

/** How a guard differs from what the annotation says of it, as the end of a sentence; undefined where it is the same. */
export function guardDiffers(
  dependency: Annotated, gates: readonly StartgateGate[], waiting: Container, awaited: Container,
): string | undefined {
  const { container, dependsOn, condition } = dependency;
  const guard = `the guard of "${container}"`;
  const other = gates.find((gate) => gate.condition !== condition);
  if (other !== undefined) return `${guard} waits until "${dependsOn}" is ${other.condition}, not ${condition}`;
  return waiterDiffers(guard, gates, { ...dependency, check: inContainer(dependency.check, waiting, awaited) }, dependency);
}

/** How the waiter in a probe or hook differs. */
export function waiterDiffers(
  where: string, gates: readonly StartgateGate[], { check }: Pick<Annotated, 'check'>, time: Policy,
): string | undefined {
  return checkDiffers(where, gates, check) ?? gates.map((gate) => timeDiffers(where, gate, time)).find((text) => text !== undefined);
}

/** How the startup probe of a native sidecar differs. To the kubelet the address of the Pod is where every check looks. */
export function probeDiffers({ check }: Annotated, awaited: Container): string | undefined {
  const { startupProbe } = awaited;
  const own = startupProbe === undefined ? undefined : resolveCheck({ ...awaited, startupProbe }, undefined);
  if (check === undefined || own === undefined || !isResolved(own) || own.source !== 'startupProbe') return undefined;
  const promised = checkOfWords(check);
  // a probe of its own may have any period
  const { intervalMs } = promised === undefined ? {} : partsOf(promised)[0]!;
  const period = (startupProbe?.periodSeconds ?? 10) * 1000;
  const seen = intervalMs === undefined ? own.check : eachPart(own.check, (part) => ({ ...part, intervalMs: period }));
  const texts = [...textsOf(seen), ...textsOf(onPod(seen))];
  return texts.includes(textOf(check)) || (promised !== undefined && texts.includes(publicText(onPod(promised))))
    ? undefined
    : `the startupProbe of "${awaited.name}" checks ${publicText(seen)}, not ${textOf(check)}`;
}

function checkDiffers(where: string, gates: readonly StartgateGate[], promised: CheckWords | undefined): string | undefined {
  if (promised === undefined || gates.some(({ condition }) => condition !== 'healthy')) return undefined;
  const check = allKnown(gates.map(({ model }) => model));
  const seen = check === undefined ? gates.map((gate) => gate.check).join(' ') : publicText(check);
  const texts = [[promised].flat(), [promised].flat().map(unescapeReferences)].map(publicTextOf);
  return texts.includes(seen) ? undefined : `${where} checks ${seen}, not ${textOf(promised)}`;
}

function timeDiffers(where: string, gate: StartgateGate, { timeoutMs, onTimeout }: Policy): string | undefined {
  if (gate.timeoutMs !== timeoutMs) return `${where} waits ${durationText(gate.timeoutMs)}, not ${durationText(timeoutMs)}`;
  return gate.onTimeout === onTimeout ? undefined : `${where} has --on-timeout ${gate.onTimeout}, not ${onTimeout}`;
}

/** A file or socket on a volume has another path in another container. */
export function inContainer(words: CheckWords | undefined, waiting: Container, awaited: Container): CheckWords | undefined {
  const check = words === undefined ? undefined : checkOfWords(words);
  return check === undefined ? words : publicWords(eachPart(check, (part) => {
    if (part.kind !== 'file' && part.kind !== 'unixSocket') return part;
    return { ...part, path: sharedPath(part.path, awaited.volumeMounts, waiting.volumeMounts) ?? part.path };
  }));
}

/** One form for `127.0.0.1` and `localhost`, and for the address of the Pod whatever its variable is called; no query. */
function publicTextOf(words: CheckWords): string {
  const check = checkOfWords(words);
  return check === undefined ? textOf(words) : publicText(check);
}

function publicText(check: CheckModel): string {
  return publicWords(check).join(' ');
}

function textOf(words: CheckWords): string {
  return [words].flat().join(' ');
}

/** The command of a probe of its own keeps its references; one that was declared has them escaped. */
function textsOf(check: CheckModel): string[] {
  const unescaped = check.kind === 'command' ? { ...check, command: check.command.map(unescapeReferences) } : check;
  return [publicText(check), publicText(unescaped)];
}

function onPod(check: CheckModel): CheckModel {
  return eachPart(check, (part) => ('listensOn' in part ? { ...part, listensOn: 'all' } : part));
}
