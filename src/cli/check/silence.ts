import type { Finding } from '../../private/finding';
import { isObject, type JsonObject } from '../../private/manifest';
import type { PlacedFinding } from '../order/order-input';
import type { Workload } from '../order/workload';
import { ruleOf } from '../rules/catalogue';

/** An annotation of this name, with the id of a rule behind it, silences the rule in its workload; its value says why. */
export const IGNORE_PREFIX = 'startgate.dev/ignore.';

/** The reasons for which rules are silent, by their ids, and what is wrong with the annotations that give them. */
export interface Silence {
  readonly reasons: ReadonlyMap<string, string>;
  readonly findings: readonly PlacedFinding[];
}

/** Reads the annotations of the Pod template and of the workload itself. */
export function silenceOf({ manifest, template, holder }: Workload): Silence {
  const reasons = new Map<string, string>();
  const findings: PlacedFinding[] = [];
  const read = (annotations: Readonly<Record<string, unknown>> | undefined, path: readonly (string | number)[]): void => {
    for (const [name, value] of Object.entries(annotations ?? {})) {
      if (!name.startsWith(IGNORE_PREFIX)) continue;
      const id = name.slice(IGNORE_PREFIX.length);
      const wrong = wrongWith(id, name, value);
      if (wrong === undefined) reasons.set(id, String(value).trim());
      else findings.push({ ...wrong, path: [...path, name] });
    }
  };
  read(template.holder.metadata?.annotations, [...holder, 'metadata', 'annotations']);
  if (holder.length > 0) read(annotationsOf(manifest.value), ['metadata', 'annotations']);
  return { reasons, findings };
}

function wrongWith(id: string, name: string, reason: unknown): Finding | undefined {
  const rule = ruleOf(id);
  if (rule === undefined) {
    return { id: 'ignore-unknown-rule', severity: 'warning', message: `the annotation ${name} names no rule`, cure: ruleOf('ignore-unknown-rule')!.cure };
  }
  if (typeof reason === 'string' && reason.trim() !== '') return undefined;
  return { id: 'ignore-without-reason', severity: 'warning', message: `the annotation ${name} gives no reason: the rule is not silenced`, cure: `say why: ${name}: "…"` };
}

function annotationsOf({ metadata }: JsonObject): JsonObject | undefined {
  return isObject(metadata) && isObject(metadata.annotations) ? metadata.annotations : undefined;
}
