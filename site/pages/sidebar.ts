import type { DefaultTheme } from 'vitepress';
import type { ApiPage } from './api.ts';
import { API_FOLDER, pageOf } from './sources.ts';

/** A group of the sidebar: sources in the order of the pages, or a folder whose files follow in the order of their names. */
interface Group {
  readonly text: string;
  readonly sources: readonly string[];
}

/** Every page of docs/ stands here. A page that is not written yet is left out. */
export const GROUPS: readonly Group[] = [
  { text: 'Start', sources: ['docs/README.md', 'docs/tutorial.md', 'README.md'] },
  {
    text: 'Choose',
    sources: ['docs/mechanisms.md', 'docs/kubernetes-versions.md', 'docs/guarantees.md', 'docs/cost.md', 'docs/comparison.md'],
  },
  {
    text: 'Use',
    sources: [
      'docs/checks.md', 'docs/workloads.md', 'docs/steps.md', 'docs/presets.md', 'docs/injected.md', 'docs/policy.md', 'docs/cli.md',
      'docs/platform-teams.md', 'docs/testing.md', 'docs/troubleshooting.md',
    ],
  },
  { text: 'Languages', sources: ['docs/languages/'] },
  { text: 'Migrate', sources: ['docs/migrate/'] },
  { text: 'Reference', sources: ['docs/reference/', 'docs/rules.md', 'sidecar-runtime/README.md'] },
  { text: 'Background', sources: ['docs/design.md', 'bench/results.md', 'docs/release.md', 'docs/decisions/README.md', 'SECURITY.md', 'CHANGELOG.md'] },
];

/** A shorter name than the first heading of a page. */
const NAMES: Readonly<Record<string, string>> = {
  'README.md': 'Guide',
  'SECURITY.md': 'Security',
  'bench/results.md': 'Measurements',
  'docs/README.md': 'In one minute',
  'docs/decisions/README.md': 'Decisions',
  'docs/checks.md': 'Checks',
  'docs/guarantees.md': 'How it fails',
  'docs/injected.md': 'Injected sidecars',
  'docs/policy.md': 'Policies',
  'docs/reference/README.md': 'Names and codes',
  'docs/reference/command-line.md': 'Command line',
  'docs/reference/options.md': 'Options',
  'docs/reference/policy-file.md': 'Policy file',
  'docs/rules.md': 'Rules',
  'docs/reference/waiter.md': 'Waiter and guard',
  'docs/testing.md': 'Tests',
  'docs/tutorial.md': 'Tutorial',
  'docs/troubleshooting.md': 'Troubleshooting',
  'sidecar-runtime/README.md': 'The runtime',
};

/** They have a sidebar of their own: in the one of all pages they would hide what a newcomer looks for. */
export const DECISIONS = 'docs/decisions/';

/**
 * The sidebars of these sources, in the order of `GROUPS`, by the beginning of an address.
 *
 * @param titleOf the first heading of a source
 */
export function sidebarOf(
  sources: readonly string[], titleOf: (source: string) => string, api: readonly ApiPage[],
): DefaultTheme.SidebarMulti {
  const item = (source: string): DefaultTheme.SidebarItem => ({ text: NAMES[source] ?? titleOf(source), link: `/${pageOf(source)!}` });
  const groups = GROUPS
    .map(({ text, sources: wanted }) => ({ text, items: wanted.flatMap((name) => sourcesOf(name, sources)).map(item) }))
    .filter(({ items }) => items.length > 0);
  const options = { text: 'Classes in full', link: '/reference/api/index.md' };
  const all = groups.map((group) => (group.text === 'Reference' ? { ...group, items: [...group.items, options] } : group));
  const back = { text: 'All pages', items: [item('docs/README.md'), item('README.md'), item('docs/reference/README.md')] };
  return {
    '/': all,
    '/decisions/': [back, { text: 'Decisions', items: sourcesOf(DECISIONS, sources).map(item) }],
    '/reference/api/': [
      { ...back, items: [...back.items, options] },
      ...[...new Set(api.map(({ kind }) => kind))].map((kind) => ({
        text: kind,
        items: api.filter((page) => page.kind === kind).map(({ name }) => item(`${API_FOLDER}/${name}.md`)),
      })),
    ],
  };
}

/** The sources that a name of a group stands for. A folder begins with its README. */
export function sourcesOf(name: string, sources: readonly string[]): string[] {
  const isFirst = (source: string): number => (source.endsWith('/README.md') ? 0 : 1);
  return sources
    .filter((source) => source === name || (name.endsWith('/') && source.startsWith(name)))
    .sort((one, other) => isFirst(one) - isFirst(other) || one.localeCompare(other, 'en'));
}
