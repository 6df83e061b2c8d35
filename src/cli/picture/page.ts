import { createHash } from 'node:crypto';
import type { ExplainedGate } from '../../private/explanation/explanation-model';
import type { Finding } from '../../private/finding';
import { Keys } from './keys';
import type { ListedLines } from './manifest-listing';
import type { PicturedWorkload } from './model';
import { PAGE_SCRIPT } from './page-script';
import { PAGE_STYLE } from './page-style';
import { pictureStyle } from './style';
import { svgLegend, svgPart } from './svg';
import { element, escapeXml } from './xml';

/** A workload with the texts beside its picture. */
export interface PagedWorkload {
  readonly picture: PicturedWorkload;
  readonly manifest: readonly ListedLines[];
  readonly gates: readonly Pick<ExplainedGate, 'dependency' | 'dependent' | 'verdictText' | 'opens' | 'saidIn' | 'check'>[];
  readonly findings: readonly Finding[];
}

/**
 * One self-contained file: its content security policy allows no request, and no script except its own.
 *
 * @param drawn gets the number of drawn workloads
 * @see https://www.w3.org/TR/CSP3/#framework-directive-default-src
 */
export function pageOf(workloads: readonly PagedWorkload[], drawn?: (count: number) => void): string {
  const title = `Start order of ${workloads.map(({ picture }) => picture.title).join(', ')}`;
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${createHash('sha256').update(PAGE_SCRIPT).digest('base64')}'`;
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escapeXml(policy)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeXml(title)}</title>`,
    `<style>${pictureStyle()}${PAGE_STYLE}</style>`,
    '</head>',
    '<body>',
    '<header><h1>Start order</h1><p>Point at a part, or select it with <kbd>Tab</kbd>: the graph, the timeline and the manifest highlight it. Click, or press <kbd>Enter</kbd>, to keep the highlight; press <kbd>Esc</kbd> to remove it.</p></header>',
    ...workloads.map((workload, index) => {
      drawn?.(index);
      return sectionOf(workload, index);
    }),
    `<div class="legend-picture">${svgLegend(workloads.map(({ picture }) => picture))}</div>`,
    `<script>${PAGE_SCRIPT}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function sectionOf({ picture, manifest, gates, findings }: PagedWorkload, index: number): string {
  const keys = new Keys(index, picture);
  const roles = new Map(picture.containers.map(({ name, role }) => [name, role]));
  const lines = manifest.map(({ text, container }) => {
    const key = container === undefined ? '' : keys.of(container);
    if (container === undefined || key === '') return element('span', { class: 'lines' }, escapeXml(text));
    return element('span', {
      'class': `lines part ${roles.get(container)!}`, 'data-keys': key, 'aria-label': `manifest of ${container}`,
    }, escapeXml(text));
  });
  return element(
    'section', { 'aria-label': picture.title },
    element(
      'div', {},
      element('div', { class: 'picture' }, svgPart(picture, index)),
      ...list('gates', gates.map((gate) => gateItem(gate, keys))),
      ...list('findings', findings.map(findingItem)),
    ),
    element('pre', { class: 'manifest' }, element('code', {}, ...lines)),
  );
}

function gateItem({ dependency, dependent, verdictText, opens, saidIn, check }: PagedWorkload['gates'][number], keys: Keys): string {
  const checked = check === undefined ? '' : `checked by ${check.target}`;
  const facts = [checked, verdictText, opens, saidIn].filter((fact) => fact !== '').join('; ');
  return element(
    'li', { 'class': 'part', 'data-keys': keys.of(dependency, dependent) },
    element('b', {}, escapeXml(`${dependent} waits for ${dependency}`)),
    escapeXml(`: ${facts}`),
  );
}

function findingItem({ severity, id, message, cure, silenced }: Finding): string {
  const then = silenced === undefined ? `cure: ${cure}` : `silenced: ${silenced}`;
  return element(
    'li', { class: silenced === undefined ? severity : 'info' },
    element('b', {}, escapeXml(`${severity} ${id}`)),
    escapeXml(`: ${message}; ${then}`),
  );
}

function list(kind: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [element('ul', { class: kind }, ...items)];
}
