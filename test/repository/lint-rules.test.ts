import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';
import tseslint from 'typescript-eslint';
import { ROOT } from '../../scripts/lib/paths.mjs';

// The rules of the house need no types, and the files here exist only by name.
const eslint = new ESLint({ cwd: ROOT, overrideConfig: [tseslint.configs.disableTypeChecked] });

async function messages(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath });
  return result!.messages.map(({ message }) => message);
}

const ONLY_KPLUS = 'only src/kplus may import cdk8s-plus: the core works with every cdk8s-plus-NN, and without one';
const PURE = 'this code is pure, manifest in, manifest out: take the value as a parameter; src/private/construct is the edge';

describe('imports of the library', () => {
  const plus = "import { Pod } from 'cdk8s-plus-28';\nexport const pod = Pod;\n";
  const core = "import type { App } from 'cdk8s';\nexport type Root = App;\n";
  const tree = "import { Construct } from 'constructs';\nexport const construct = Construct;\n";

  test.each([
    ['src/start-order.ts', plus],
    ['src/private/construct/wrap.ts', plus],
    ['src/presets/proxy.ts', plus],
  ])('fails when %s imports cdk8s-plus', async (path, code) => {
    expect(await messages(path, code)).toEqual([`'cdk8s-plus-28' import is restricted from being used by a pattern. ${ONLY_KPLUS}`]);
  });

  test.each([
    ['src/private/plan.ts', 'cdk8s', core],
    ['src/private/rules/cycle.ts', 'constructs', tree],
    ['src/private/render/native.ts', 'cdk8s', core],
    ['src/cli/explain.ts', 'constructs', tree],
  ])('fails when %s imports %s', async (path, name, code) => {
    expect(await messages(path, code)).toEqual([`'${name}' import is restricted from being used by a pattern. ${PURE}`]);
  });

  test.each([
    ['src/kplus/containers.ts', plus],
    ['src/start-order.ts', core],
    ['src/private/construct/wrap.ts', tree],
    ['src/presets/proxy.ts', core],
    ['test/start-order.test.ts', plus],
  ])('%s may import what it needs', async (path, code) => {
    expect(await messages(path, code)).toEqual([]);
  });
});

describe('the oracle', () => {
  const BESIDE = 'the model of the kubelet is written from documents and recorded runs: it shares no code with what it judges, and imports only files beside it';

  test.each([
    '../../../src/private/manifest', '../render', 'cdk8s', '../../../sidecar-runtime/src/waiter/target',
  ])('fails when its model imports %s', async (path) => {
    expect(await messages('test/oracle/model/kubelet.ts', `import type { Pod } from '${path}';\nexport type One = Pod;\n`)).toEqual([
      `'${path}' import is restricted from being used by a pattern. ${BESIDE}`,
    ]);
  });

  test('its model imports files beside it, and its harness the library', async () => {
    expect(await messages('test/oracle/model/kubelet.ts', "import type { Pod } from './pod';\nexport type One = Pod;\n")).toEqual([]);
    expect(await messages('test/oracle/render.ts', "import type { Check } from '../../src';\nexport type One = Check;\n")).toEqual([]);
  });
});

describe('lines', () => {
  test('fails when a line has more than 140 columns', async () => {
    const line = (columns: number): string => `export const sum = ${'a'.repeat(columns - 'export const sum = ;'.length)};\n`;
    expect(await messages('src/start-order.ts', line(140))).toEqual([]);
    expect(await messages('src/start-order.ts', line(141))).toEqual(['This line has a length of 141. Maximum allowed is 140.']);
  });

  test('a message, a template or a pattern stays in one piece', async () => {
    const words = 'word '.repeat(40);
    const code = `export const text = '${words}';\nexport const template = \`${words}\`;\nexport const pattern = /${words}/u;\n`;
    expect(await messages('src/start-order.ts', code)).toEqual([]);
  });

  test('fails when a choice is within a choice', async () => {
    const code = "export const sign = (value: number) => (value < 0 ? 'less' : value > 0 ? 'more' : 'equal');\n";
    expect(await messages('src/start-order.ts', code)).toEqual(['Do not nest ternary expressions.']);
  });
});

describe('the waiter', () => {
  const waiter = 'sidecar-runtime/src/waiter/wait.ts';

  test.each([
    ["import { connect } from 'node:net';\nexport const dial = connect;\n", "'node:net' import is restricted from being used by a pattern. the waiter also runs where there is no Node: go through Platform"],
    ["import { readFile } from 'fs/promises';\nexport const read = readFile;\n", "'fs/promises' import is restricted from being used by a pattern. the waiter also runs where there is no Node: go through Platform"],
    ['export const digits = /[0-9]+/;\n', 'the native waiter has no RegExp'],
    ["export const found = 'a'.match('b');\n", 'the native waiter has no RegExp, and these methods make one'],
    ...['Date', 'Proxy', 'Buffer', 'URL', 'RegExp', 'globalThis', 'process'].map((name) => [
      `export const used = ${name};\n`, `Unexpected use of '${name}'.`,
    ]),
    ...['setTimeout', 'clearTimeout', 'setInterval', 'setImmediate'].map((name) => [
      `export const timer = ${name};\n`, `Unexpected use of '${name}'.`,
    ]),
  ])('fails on %j', async (code, message) => {
    expect(await messages(waiter, code)).toEqual([message]);
  });

  test('may use what every engine has', async () => {
    expect(await messages(waiter, "export const text = ['a', 'b'].join('-').replaceAll('-', ' ');\n")).toEqual([]);
  });

  test.each(['sidecar-runtime/src/platform/native.ts', 'sidecar-runtime/src/resolver/ask.ts', 'sidecar-runtime/src/native-main.ts'])(
    'shares its limits with %s, which runs in the same engine',
    async (path) => {
      expect(await messages(path, 'export const now = Date;\n')).toEqual(["Unexpected use of 'Date'."]);
    },
  );

  test('does not limit the Node platform', async () => {
    expect(await messages('sidecar-runtime/src/platform/node.ts', 'export const now = Date;\n')).toEqual([]);
  });
});
