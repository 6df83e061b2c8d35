import type { Platform, Replaced } from '../platform/platform.ts';
import { concat, encode } from './bytes.ts';
import type { ExecInvocation, StepSettings } from './invocation.ts';
import { readResult, ResultError } from './results.ts';

/**
 * The arguments and variables in which results take the place of their references. Everything else is handed on as it is.
 *
 * @throws ResultError a result was not written, or can't be an argument
 */
export function replaceReferences(platform: Platform, invocation: ExecInvocation, settings: StepSettings): Replaced {
  const values = new Map<string, Uint8Array>();
  for (const use of settings.uses) {
    const bytes = readResult(platform, invocation.state, use);
    if (bytes.includes(0)) throw new ResultError(`result "${use.result}" of step "${use.step}" has a NUL byte: read it as a file`);
    values.set(`$(steps.${use.step}.results.${use.result})`, bytes);
  }
  const args = new Map<number, Uint8Array>();
  platform.args.slice(invocation.commandIndex).forEach((word, place) => {
    const bytes = replaced(word, values, `argument ${place}`);
    if (bytes !== undefined) args.set(place, bytes);
  });
  const environment = new Map<string, Uint8Array>();
  for (const name of settings.environment) {
    const bytes = replaced(platform.env(name) ?? '', values, `variable ${name}`);
    if (bytes !== undefined) environment.set(name, bytes);
  }
  return { args, environment };
}

/** Undefined where no reference stands. A result that looks like a reference stays what it is. */
function replaced(text: string, values: ReadonlyMap<string, Uint8Array>, where: string): Uint8Array | undefined {
  const pieces: Uint8Array[] = [];
  let rest = text;
  for (;;) {
    const [reference, at] = firstOf(rest, values);
    if (reference === undefined) break;
    pieces.push(encode(rest.slice(0, at)), values.get(reference) as Uint8Array);
    rest = rest.slice(at + reference.length);
  }
  if (pieces.length === 0) return undefined;
  if (text.includes('\uFFFD')) throw new ResultError(`${where} is not UTF-8: a result can't replace a reference in it`);
  return concat(...pieces, encode(rest));
}

function firstOf(text: string, values: ReadonlyMap<string, Uint8Array>): readonly [reference: string | undefined, at: number] {
  let found: string | undefined;
  let first = text.length;
  for (const reference of values.keys()) {
    const at = text.indexOf(reference);
    if (at < 0 || at >= first) continue;
    found = reference;
    first = at;
  }
  return [found, first];
}
