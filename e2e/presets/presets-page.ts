import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publicWords } from '../../src/private/check-target';
import { ROOT } from '../paths';
import { row, SHOWN_FOLDER } from '../support/shown';
import { PROGRAMS } from './programs';
import { type Sample, SAMPLES } from './samples';

const DOCUMENT = join(ROOT, 'docs', 'presets.md');
const SHOWN = join(SHOWN_FOLDER, 'presets.json');

/** What the last whole run with the real programs has shown. */
export interface ShownPresets {
  readonly kubernetes: string;
  readonly date: string;
  /** Version of the program by preset. */
  readonly programs: Readonly<Record<string, string>>;
}

export function readShownPresets(): ShownPresets | undefined {
  return existsSync(SHOWN) ? JSON.parse(readFileSync(SHOWN, 'utf8')) as ShownPresets : undefined;
}

/** Stores that all programs have passed, and rewrites the document. */
export async function writePresets(kubernetes: string): Promise<void> {
  const versions = await Promise.all(PROGRAMS.map(async ({ preset, version }) => [preset, await version()] as const));
  const shown = { kubernetes, date: new Date().toISOString().slice(0, 10), programs: Object.fromEntries(versions) };
  writeFileSync(SHOWN, `${JSON.stringify(shown, null, 2)}\n`);
  writeFileSync(DOCUMENT, presetsText(shown));
}

/** docs/presets.md. */
export function presetsText(shown: ShownPresets | undefined): string {
  return [
    '# Presets',
    '',
    'A preset is a sidecar with its check, ports, resource requests and a security context that Pod Security `restricted` accepts:',
    '',
    '```ts',
    'declare const order: StartOrder;',
    "order.container('app').dependsOn(order.addSidecar(CloudSqlProxy.of({ instances: ['shop:europe-west1:orders'] })));",
    '```',
    '',
    'Each preset has the props `name`, `image`, `args`, `env`, `resources` and `securityContext`, which replace or extend its values.',
    'The default tag is the newest that was verified when the preset was written: set `image` for another tag, a digest or a mirror.',
    '[The reference](reference/options.md#options) has the other props of each preset, and [API.md](../API.md) their sources. [examples/presets.ts](../examples/presets.ts) uses all of them.',
    '',
    row(['Preset', 'Image', 'Check', 'The gate opens when', 'Requests']),
    row(['---', '---', '---', '---', '---']),
    ...SAMPLES.map(tableRow),
    '',
    'Every preset has a read-only root filesystem, drops all capabilities, and runs without root. The names of its volumes begin with the name',
    'of its container, and end with:',
    '',
    row(['Preset', 'User', 'Volumes', 'How the program stops', 'Run on a Kubernetes node']),
    row(['---', '---', '---', '---', '---']),
    ...SAMPLES.map((sample) => secondRow(sample, shown)),
    '',
    '`npm run e2e -- --presets` runs real programs with their presets on a Kubernetes node, under the guard and under `NATIVE`. Each program',
    'starts late, and never: the application starts only after the program. "Not run": the preset follows the sources that API.md names.',
    '',
  ].join('\n');
}

function tableRow({ preset, facts, make }: Sample): string {
  const { _model, _check } = make();
  const { cpu, memory } = (_model.container as unknown as { resources: { requests: { cpu: string; memory: string } } }).resources.requests;
  return row([
    `\`${preset}\`: ${facts.title}`, facts.image === undefined ? 'set `image`' : `\`${facts.image}\``, `\`${publicWords(_check!).join(' ')}\``, facts.ready,
    `${cpu}, ${memory}`,
  ]);
}

function secondRow({ preset, facts, make }: Sample, shown: ShownPresets | undefined): string {
  const volumes = make()._model.volumes.map(({ name }) => `\`${name.slice(facts.name.length)}\``);
  const version = shown?.programs[preset];
  return row([
    `\`${preset}\``, facts.user === undefined ? 'of the image' : `${facts.user}`, volumes.length === 0 ? 'none' : volumes.join(', '), facts.stops,
    version === undefined ? 'not run' : `${version}, on Kubernetes ${shown!.kubernetes}, ${shown!.date}`,
  ]);
}
