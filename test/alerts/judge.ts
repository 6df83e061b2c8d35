import { join } from 'node:path';
import { ALERT_PROGRAMS, ROOT } from '../../scripts/lib/paths.mjs';
import { runProgram } from '../program';

export interface Alert {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** What to judge: see test/alerts/programs/rules/main.go. */
export interface Request {
  readonly rules?: string;
  readonly tests?: readonly {
    readonly interval: string;
    readonly series: readonly { readonly series: string; readonly values: string }[];
    readonly at: readonly string[];
  }[];
  readonly queries?: readonly string[];
}

export interface Answer {
  readonly errors: readonly string[];
  /** For each test, at each of its times. */
  readonly firing: readonly (readonly (readonly Alert[])[])[];
  readonly queries: readonly { readonly error?: string; readonly metrics: readonly string[] }[];
  readonly metrics: readonly string[];
}

export const PROMETHEUS = join(ROOT, 'examples', 'prometheus');
export const RULES = join(PROMETHEUS, 'alerts.yaml');

/** What the parser and the engine of Prometheus say. */
export async function judge(request: Request): Promise<Answer> {
  const { code, out, err } = await runProgram(join(ALERT_PROGRAMS, 'rules'), [], { cwd: ROOT, env: {}, input: JSON.stringify(request) });
  if (code !== 0) throw new Error(err);
  return JSON.parse(out) as Answer;
}
