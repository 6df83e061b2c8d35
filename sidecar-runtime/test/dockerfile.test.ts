import { readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { DockerfileParser, type Copy, type Instruction } from 'dockerfile-ast';
import { describe, expect, test } from 'vitest';
import { SIDECAR, WAITER } from '../native/pack/images.mjs';

const ROOT = join(import.meta.dirname, '..');
const dockerfile = DockerfileParser.parse(readFileSync(join(ROOT, 'Dockerfile'), 'utf8'));

/** The instructions of one target, after its FROM. */
function target(name: string): { readonly base: string; readonly instructions: readonly Instruction[] } {
  const all = dockerfile.getInstructions();
  const start = dockerfile.getFROMs().find((from) => from.getBuildStage() === name);
  if (start === undefined) throw new Error(`the Dockerfile has no target "${name}"`);
  const rest = all.filter((instruction) => instruction.getRange().start.line > start.getRange().start.line);
  const end = rest.findIndex((instruction) => instruction.getKeyword() === 'FROM');
  return { base: start.getImage() ?? '', instructions: end === -1 ? rest : rest.slice(0, end) };
}

/** What a target says of how it runs, in the words of the image configuration. */
function settingsOf(name: string): Record<string, unknown> {
  const said = (keyword: string): string[] => target(name).instructions.filter((one) => one.getKeyword() === keyword).map((one) => one.getArgumentsContent() ?? '');
  const list = (keyword: string): unknown => said(keyword).map((text) => JSON.parse(text) as unknown)[0];
  const ports = said('EXPOSE').map((port) => [`${port}/tcp`, {}] as const);
  const settings = { User: said('USER')[0], Entrypoint: list('ENTRYPOINT'), Cmd: list('CMD'), WorkingDir: said('WORKDIR')[0], Env: said('ENV'), ExposedPorts: Object.fromEntries(ports) };
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined && Object.keys(value as object).length > 0));
}

/** Sources and destinations, as they are written. */
function copies(name: string): string[] {
  const found = target(name).instructions.filter((one): one is Copy => one.getKeyword() === 'COPY');
  return found.map((copy) => copy.getArguments().map((argument) => argument.getValue()).join(' -> '));
}

describe('the target of the waiter', () => {
  test('stands on nothing, and is what is built when no target is named', () => {
    expect([target('waiter').base, dockerfile.getFROMs().at(-1)?.getBuildStage()]).toEqual(['scratch', 'waiter']);
  });

  test('runs as the image of native/pack/image.mjs does', () => {
    expect(settingsOf('waiter')).toEqual(WAITER.settings);
  });

  test('has the same files: the waiter, and its second name', () => {
    expect(copies('waiter')).toEqual(['native/linux-${TARGETARCH}/startgate -> /startgate', 'native/pack/root/ -> /']);
    expect(readlinkSync(join(ROOT, 'native/pack/root/entrypoint'))).toBe('startgate');
  });
});

describe('the target of the sidecar', () => {
  test('runs as the image of native/pack/image.mjs does; its PATH is that of the image below', () => {
    const Env = SIDECAR.settings.Env?.filter((variable) => !variable.startsWith('PATH='));
    expect(settingsOf('sidecar')).toEqual({ ...SIDECAR.settings, Env });
  });

  test('has the same files: what was built, its packages, and the waiter with its second name', () => {
    expect(copies('sidecar')).toEqual([
      'package.json -> ./', 'dist -> ./dist', '/app/node_modules -> ./node_modules',
      'native/linux-${TARGETARCH}/startgate -> /startgate', 'native/pack/root/ -> /',
    ]);
  });
});

test('a numeric user, so that runAsNonRoot can be checked', () => {
  expect([WAITER, SIDECAR].map(({ settings }) => settings.User)).toEqual(['65532:65532', '65532:65532']);
});

test('everything that is copied from the folder gets past .dockerignore', () => {
  const allowed = readFileSync(join(ROOT, '.dockerignore'), 'utf8').split('\n').filter((line) => line.startsWith('!')).map((line) => line.slice(1));
  const copied = dockerfile.getInstructions().filter((one): one is Copy => one.getKeyword() === 'COPY' && !(one as Copy).getFlags().some((flag) => flag.getName() === 'from'));
  const sources = copied.flatMap((copy) => copy.getArguments().slice(0, -1).map((argument) => argument.getValue()));
  expect([...new Set(sources.map((source) => source.replace('${TARGETARCH}', '*').replace(/\/$/, '')))].sort()).toEqual(allowed.sort());
});
