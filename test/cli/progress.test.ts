import { describe, expect, test } from 'vitest';
import { livePod, NOW, running, RUNS, status } from './status/live';
import { runIn, type World } from './memory-host';

const POD = 'kind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: app, image: shop/web }] }\n';
const CLEAR = '\r\u001b[K';
const LIVE = livePod({ containers: [{ name: 'app', image: 'app:1' }], phase: 'Running', statuses: [status('app', running(5), RUNS)] });
const SLOW: World = {
  terminal: true, time: NOW, takes: 2500,
  kubectl: (args) => ({ out: args[1] === 'events' ? '{"kind":"List","items":[]}' : JSON.stringify(LIVE) }),
};

/** Each text that the line has had, one after another; an empty one is a line that was taken away. */
function linesOf(err: string): string[] {
  return err.split(CLEAR).slice(1);
}

describe('a terminal', () => {
  test('sees that kubectl is asked when a second has passed, and the line is taken away', async () => {
    const { err } = await runIn(SLOW, 'status', 'web');
    const lines = linesOf(err);
    expect([lines[0], lines.at(-2), lines.at(-1)]).toEqual(['asking kubectl, 1 s', 'asking kubectl, 5 s', '']);
  });

  test('sees nothing of a kubectl that takes less', async () => {
    expect((await runIn({ ...SLOW, takes: 400 }, 'status', 'web')).err).toBe('');
  });

  test('sees that stdin is read', async () => {
    expect([...new Set(linesOf((await runIn({ stdin: POD, terminal: true, takes: 1500 }, 'check')).err))]).toEqual(['reading stdin', '']);
  });

  test('sees how many objects of a file there are', async () => {
    // a second and a half at each look at the clock
    const { err } = await runIn({ files: { 'web.yaml': `${POD}---\n${POD}` }, terminal: true, tick: 1500 }, 'check', 'web.yaml');
    expect(linesOf(err)).toEqual(['web.yaml: 1 objects', 'web.yaml: 2 objects', '']);
  });

  test('sees how much of one large document has been parsed', async () => {
    const items = Array.from({ length: 600 }, (_, index) => `- { kind: ConfigMap, metadata: { name: c${index} } }\n`).join('');
    const { err } = await runIn(
      { files: { 'list.yaml': `kind: List\nitems:\n${items}` }, terminal: true, tick: 1500 }, 'check', 'list.yaml',
    );
    expect(linesOf(err)[0]).toMatch(/^reading list\.yaml: \d\d %$/u);
  });

  test.each(['svg', 'html'])('sees how many workloads have been drawn as %s', async (format) => {
    const { err } = await runIn(
      { files: { 'web.yaml': `${POD}---\n${POD}` }, terminal: true, tick: 1500 }, 'explain', '--format', format, 'web.yaml',
    );
    expect(linesOf(err).filter((line) => line.startsWith('drawing'))).toEqual(['drawing 0 of 2 workloads', 'drawing 1 of 2 workloads']);
  });

  test('sees a failure on a line of its own', async () => {
    const { err } = await runIn({ files: { 'bad.yaml': `${POD}---\nkind: [\n` }, terminal: true, tick: 1500 }, 'explain', 'bad.yaml');
    expect(err).toMatch(/\r\u001b\[Kbad\.yaml: 1 objects\r\u001b\[Kcdk8s-startgate: bad\.yaml:6:1: is not YAML: .*\n$/u);
  });

  test('sees no more of the line than fits, and no control character of a name', async () => {
    const { err } = await runIn({ files: { 'we\u001bb.yaml': POD }, terminal: true, tick: 1500, columns: 12 }, 'check', 'we\u001bb.yaml');
    expect(linesOf(err)).toEqual(['we\\u001bb.y', '']);
  });
});

test.each<[string, World]>([
  ['no terminal', { ...SLOW, terminal: false }], ['a terminal that can\'t clear a line', { ...SLOW, env: { TERM: 'dumb' } }],
])('%s sees nothing', async (_where, world) => {
  expect((await runIn(world, 'status', 'web')).err).toBe('');
});
