import { SERVE } from '../../sidecar-runtime/src/server/serve-options';
import { EXEC, GATE, SAMPLE, STATUS, STEP, URL_OF_SAMPLE } from '../../sidecar-runtime/src/waiter/flag-table';
import type { FlagTable } from '../../sidecar-runtime/src/waiter/flags';
import { usage } from '../../sidecar-runtime/src/waiter/usage';
import { FLAGS } from './facts';
import { code, page, table } from './table';

/** docs/reference/waiter.md, from the tables that the waiter reads its arguments with, and from its help. */
export function waiterPage(): string {
  const intro = '`startgate` is the program inside of a Pod: the waiter, the guard and the sample sidecar. The library writes its command lines.\n'
    + '[The runtime](../../sidecar-runtime/README.md) explains them. A flag is `--flag value` or `--flag=value`, and the last one wins.';
  return page('Flags of the waiter and guard', intro, [
    ['Targets', `What \`wait\` and \`--wait\` of \`exec\` wait for:\n\n${table(['target', 'what opens the gate'], targets())}\n\n${ofTargets()}`],
    ['wait and exec', `Before the first target, a flag holds for all targets; after a target, for that target only.\n\n${flags(GATE)}`],
    ['wait', `The flags of the known sample sidecar and of Istio's \`pilot-agent wait\`; \`exec\` takes all but \`--url\`.\n\n${flags(URL_OF_SAMPLE, SAMPLE)}`],
    ['exec', flags(EXEC)],
    ['exec of a step', `Each needs \`--step\`.\n\n${flags(STEP)}`],
    ['status', flags(STATUS)],
    ['serve', `The sample sidecar.\n\n${flags(SERVE)}`],
  ]);
}

/** The forms of a target, as the help of the waiter has them. */
function targets(): string[][] {
  return [...usage().matchAll(/^ {2}((?:\[NAME=\]|NAME=)\S+) +(\S.*)$/gmu)].map(([, form = '', opens = '']) => [code(form), opens]);
}

/** What the help says below the forms. */
function ofTargets(): string {
  const [text = ''] = /^ {2}NAME is a DNS label[^]*?(?=\n\n)/mu.exec(usage()) ?? [];
  return `${text.replace(/^ +/gmu, '')}.`;
}

function flags(...tables: readonly FlagTable<never>[]): string {
  const rows = tables.flatMap((flagsOf) => Object.entries(flagsOf)).map(([name, { value, about }]) =>
    [code(name), value === undefined ? '' : code(value), FLAGS[name] ?? (about ?? GATE[name]?.about ?? '').replaceAll('\n', ' ').replace(/^(?:exec|a step): /u, '')]);
  return table(['flag', 'value', 'what it does'], rows);
}
