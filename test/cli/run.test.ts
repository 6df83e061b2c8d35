import { expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands/index';
import { runIn } from './memory-host';

test('--version says the version of the package', async () => {
  // the bundler puts it in; sources have none
  expect(await runIn({}, '--version')).toEqual({ code: 0, out: '0.0.0\n', err: '' });
});

test('--help lists every command', async () => {
  const { code, out } = await runIn({}, '--help');
  expect({ code, names: [...out.matchAll(/^ {2}([a-z]+) /gmu)].map(([, name]) => name) }).toEqual({ code: 0, names: COMMANDS.map(({ name }) => name) });
});

test('fails without a command', async () => {
  const { code, err } = await runIn({});
  expect({ code, err }).toEqual({ code: 64, err: `cdk8s-startgate: a command is needed: ${COMMANDS.map(({ name }) => name).join(', ')}; or --help, --version\n` });
});

test('fails on a command that there is not', async () => {
  const { code, err } = await runIn({}, 'explode');
  expect({ code, err }).toEqual({ code: 64, err: `cdk8s-startgate: there is no command "explode"; allowed: ${COMMANDS.map(({ name }) => name).join(', ')}, --help, --version\n` });
});

test.each(COMMANDS.map(({ name }) => name))('%s --help says its usage, its options and examples of itself', async (name) => {
  const { code, out } = await runIn({}, name, '--help');
  expect(code).toBe(0);
  expect(out).toMatch(new RegExp(`^usage: cdk8s-startgate ${name} `, 'u'));
  expect(out.split('\nexamples\n')[1]).toContain(`cdk8s-startgate ${name}`);
});
