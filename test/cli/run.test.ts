import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands/index';
import { POLICY_EXAMPLE } from '../../src/cli/policy/example';
import { runIn } from './memory-host';

test('--version says the version of the package', async () => {
  // the bundler puts it in; sources have none
  expect(await runIn({}, '--version')).toEqual({ code: 0, out: '0.0.0\n', err: '' });
});

test('--help lists every command', async () => {
  const { code, out } = await runIn({}, '--help');
  expect({
    code, names: [...out.matchAll(/^ {2}([a-z]+) /gmu)].map(([, name]) => name),
  }).toEqual({ code: 0, names: COMMANDS.map(({ name }) => name) });
});

test('fails without a command', async () => {
  const { code, err } = await runIn({});
  expect({ code, err }).toEqual({ code: 64, err: `cdk8s-startgate: no command given; allowed: ${COMMANDS.map(({ name }) => name).join(', ')}, --help, --version\n` });
});

test('fails on a command that there is not', async () => {
  const { code, err } = await runIn({}, 'explode');
  expect({ code, err }).toEqual({ code: 64, err: `cdk8s-startgate: unknown command "explode"; allowed: ${COMMANDS.map(({ name }) => name).join(', ')}, --help, --version\n` });
});

test.each(COMMANDS.map(({ name }) => name))('%s --help says its usage, its options and examples of itself', async (name) => {
  const { code, out } = await runIn({}, name, '--help');
  expect(code).toBe(0);
  expect(out).toMatch(new RegExp(`^usage: cdk8s-startgate ${name} `, 'u'));
  expect(out.split('\nexamples\n')[1]).toContain(`cdk8s-startgate ${name}`);
});

describe('the examples of the helps', async () => {
  const manifest = 'kind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: app, image: shop/web }] }\n';
  const policy = POLICY_EXAMPLE.replace(/ {2}select:[^]*? {2}sidecars/u, '  sidecars');
  const commands = await Promise.all(COMMANDS.map(({ load }) => load()));
  // status asks a cluster and lock a registry: their own tests run what can be run without them
  const lines = commands.filter(({ name }) => name !== 'status' && name !== 'lock').flatMap(({ name, examples }) => examples.map(
    ({ line }) => [name, line] as const,
  ));

  test.each(lines)('of %s run: %s', async (name, line) => {
    // what is piped in comes through stdin here, and what is written to a file to stdout
    const [, piped, words] = /^(.*\| )?cdk8s-startgate (.*?)(?: > \S+)?$/u.exec(line)!;
    const world = {
      files: { 'deployment.yaml': manifest, 'dist/web.yaml': manifest, 'policy.yaml': policy }, ...(piped === undefined ? {} : { stdin: manifest }),
    };
    const { code, out, err } = await runIn(world, ...words!.split(' '));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).not.toBe('');
    expect(words).toMatch(new RegExp(`^${name}\\b`, 'u'));
  });
});
