import { EXIT } from '../exit-code';
import { formatReports, jsonOf, newsOf, type Paint } from './format-status';
import { KubectlError } from './kubectl';
import type { Look, Selection } from './cluster';
import { exitCodeOf, worst, type PodReport } from './report';
import { reportSnapshot } from './snapshot';

export interface StatusOptions extends Selection {
  readonly watch: boolean;
  readonly format: 'text' | 'json';
}

/** What the command needs of the world. */
export interface StatusWorld {
  /** @throws KubectlError */
  readonly look: () => Promise<Look>;
  readonly out: (text: string) => void;
  /** A line for stderr. */
  readonly error: (line: string) => void;
  /** The width of a terminal that is drawn on again; undefined when there is none. */
  readonly terminal: { readonly columns: number; readonly rows: number } | undefined;
  readonly paint: Paint;
  readonly pause: (milliseconds: number) => Promise<void>;
}

const PERIOD_MS = 1000;
/** An unreachable cluster may come back soon: a watch gives up after this many failed reads. */
const LOOKS_IN_VAIN = 10;

/** Shows what the containers of Pods wait for. Returns the exit code. */
export async function runStatus(options: StatusOptions, world: StatusWorld): Promise<number> {
  const screen = new Screen(options, world);
  let vain = 0;
  let seen = false;
  for (;;) {
    let look: Look;
    try {
      look = await world.look();
      vain = 0;
    } catch (problem) {
      if (!(problem instanceof KubectlError)) throw problem;
      const passing = options.watch && seen && problem.kind === 'other' && ++vain < LOOKS_IN_VAIN;
      if (!passing || vain === 1) world.error(problem.message);
      if (!passing) return EXIT.unavailable;
      await world.pause(PERIOD_MS);
      continue;
    }
    const all = reportSnapshot(look.snapshot);
    const shown = options.pod === undefined ? all.filter(({ ordered, state }) => ordered || state !== 'open') : all;
    const state = worst(shown.map((report) => report.state));
    if (!seen) for (const note of look.notes) world.error(note);
    seen = true;
    screen.show(shown, restWords(all.length, shown.length, options.namespace));
    if (!options.watch || state !== 'waiting') return exitCodeOf(state);
    await world.pause(PERIOD_MS);
  }
}

/** A terminal shows only the newest state, any other output every change. */
class Screen {
  private news: string | undefined;
  private drawn: string | undefined;

  constructor(private readonly options: StatusOptions, private readonly world: StatusWorld) {}

  show(reports: readonly PodReport[], rest: string): void {
    const { out, paint, terminal } = this.world;
    const news = newsOf(reports);
    const redraws = terminal !== undefined && this.options.format === 'text';
    if (news === this.news && !redraws) return;
    this.news = news;
    if (this.options.format === 'json') {
      out(jsonOf(reports));
      return;
    }
    const text = `${formatReports(reports, paint)}${rest}`;
    if (redraws && this.drawn !== undefined) out(eraser(this.drawn, terminal));
    else if (!redraws && this.drawn !== undefined) out('\n');
    this.drawn = text;
    out(text);
  }
}

/** Goes back to where a text began, and clears what follows; a text that is longer than the terminal has lost its beginning. */
function eraser(text: string, { columns, rows }: { readonly columns: number; readonly rows: number }): string {
  const lines = text.split('\n').slice(0, -1).map((line) => Math.max(1, Math.ceil(line.replace(COLOURS, '').length / columns)));
  const height = lines.reduce((sum, count) => sum + count, 0);
  return `\u001b[${Math.min(height, rows - 1)}A\r\u001b[0J`;
}

const COLOURS = /\u001b\[\d*m/gu;

function restWords(all: number, shown: number, namespace: string | undefined): string {
  const where = namespace === undefined ? 'the namespace' : `namespace "${namespace}"`;
  const rest = all - shown;
  if (all === 0) return `no Pods in ${where}\n`;
  if (rest === 0) return '';
  const others = shown === 0 ? '' : 'other ';
  return `${shown === 0 ? '' : '\n'}${rest} ${others}${rest === 1 ? 'Pod has' : 'Pods have'} no order and ${rest === 1 ? 'waits' : 'wait'} for nothing\n`;
}
