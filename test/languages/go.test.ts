import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { GO_MODULES } from '../../scripts/lib/bindings/cache.mjs';
import { peers } from '../../scripts/lib/bindings/peers.mjs';
import { capture } from '../../scripts/lib/exec.mjs';
import { GO_ENV } from '../../scripts/lib/go.mjs';
import { wrapGo } from '../../scripts/lib/languages/go.mjs';
import { ARTEFACTS } from '../../scripts/lib/paths.mjs';
import { STORIES } from './typescript/stories';
import {
  asAReader, EXAMPLES, expectedFiles, filesIn, FIRST_OF_PAGES, INPUTS, LINES, must, oldest, PROGRAMS, source, withoutOrder, workspace,
} from './workspace';

let folder: string;
let env: Record<string, string>;
let stories: Record<string, string>;

beforeAll(async () => {
  const { stdout: registry } = await goEnv('GOPROXY');
  env = {
    ...GO_ENV,
    GOPROXY: [join(ARTEFACTS, 'go'), peers().go].map((path) => `file://${path}`).concat(registry).join(),
    // no checksum database knows what was made here
    GONOSUMDB: 'github.com/startgate,github.com/cdk8s-team',
    GOMODCACHE: GO_MODULES,
    GOFLAGS: `${GO_ENV.GOFLAGS} -modcacherw`,
  };
  // Go never looks again at a version that it has
  for (const path of ['github.com/startgate', 'cache/download/github.com/startgate']) rmSync(join(GO_MODULES, path), { recursive: true, force: true });
  folder = workspace('go', {
    ...INPUTS,
    'stories/main.go': source('go', 'main.go'),
    'misspelt/misspelt.go': source('go', 'misspelt', 'misspelt.go'),
    ...Object.fromEntries(PROGRAMS.map(({ name, go }) => [`${name}/main.go`, `${go}\n`])),
    ...Object.fromEntries(LINES.map(({ name, go, declared }) => [`${name}/lines.go`, wrapGo(name, go, [...declared])])),
  });
  await must(folder, 'go', ['mod', 'init', 'example.com/languages'], env);
  await must(folder, 'go', ['mod', 'tidy'], env);
  mkdirSync(join(folder, 'written'));
  await must(folder, 'go', ['build', '-o', 'bin/', './stories', ...PROGRAMS.map(({ name }) => `./${name}`)], env);
  await must(folder, join(folder, 'bin', 'stories'), ['written']);
  stories = filesIn(join(folder, 'written'));
}, 600_000);

async function goEnv(name: string): Promise<{ stdout: string }> {
  const { output } = await capture('go', ['env', name]);
  return { stdout: output.trim() };
}

test.each(Object.entries(STORIES))('the story %s is the same in Go', (name, story) => {
  expect(stories[name]).toBe(name === 'cycle' ? `Error: ${story()}` : story());
});

test('go vet finds nothing in the program and in the examples', async () => {
  expect(await capture('go', ['vet', './stories', ...EXAMPLES.map(({ name }) => `./${name}`)], { cwd: folder, env })).toEqual({ code: 0, output: '' });
});

test('gofmt would change nothing', async () => {
  expect(await capture('gofmt', ['-l', '.'], { cwd: folder, env })).toEqual({ code: 0, output: '' });
});

test('the compiler names an option that is misspelt', async () => {
  const { code, output } = await capture('go', ['build', './misspelt'], { cwd: folder, env });
  expect([code, output]).toEqual([
    1, '# example.com/languages/misspelt\nmisspelt/misspelt.go:11:2: unknown field RedyWhen in struct literal of type startgate.SidecarOptions\n',
  ]);
});

describe('a reader who copies the first program and its commands', () => {
  test.each(FIRST_OF_PAGES)('from %s gets the files of TypeScript, with the oldest Go that the page names', async (page) => {
    const { folder: place, shown, files, expected } = await asAReader('go', page, { env });
    expect(files).toEqual(expected);
    expect(shown).toContain(files['shop.k8s.yaml']);
    const wanted = await must(place, 'go', ['list', '-m', '-f', '{{if not .Main}}{{.GoVersion}}{{end}}', 'all'], env);
    const [newest] = wanted.split('\n').sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
    expect(newest!.replace(/\.0$/u, '')).toBe(oldest('go'));
  });
});

describe('each whole example writes the same files', () => {
  test.each(PROGRAMS)('$page, line $line', async (example) => {
    const outdir = join(folder, 'dist', example.name);
    await must(folder, join(folder, 'bin', example.name), [], { CDK8S_OUTDIR: outdir });
    expect(withoutOrder(filesIn(outdir), example.go)).toEqual(withoutOrder(expectedFiles(example), example.go));
  });
});
