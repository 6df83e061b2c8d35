import { expect, test } from 'vitest';
import { docsOptions } from '../../scripts/lib/docs-options.mjs';

test('by default the site is made for the root of a host, and not shown', () => {
  expect(docsOptions([])).toEqual({ serve: false, base: '/' });
});

test('--serve and --base can be given together', () => {
  expect(docsOptions(['--serve', '--base', '/startgate/'])).toEqual({ serve: true, base: '/startgate/' });
});

test('--help says what the command makes', () => {
  expect(docsOptions(['--help']).help).toContain('docs makes the documentation site in site/dist/');
});

test('fails when an option is unknown', () => {
  expect(() => docsOptions(['--port'])).toThrow(new Error('unknown option: "--port". Allowed: --serve, --base PATH, --help'));
});

test.each([[['--base'], ''], [['--base', 'startgate'], 'startgate'], [['--base', '/startgate'], '/startgate']])('fails when the path is wrong: %j', (args, got) => {
  expect(() => docsOptions(args)).toThrow(new Error(`--base is a path that begins and ends with "/", such as /cdk8s-startgate/; got "${got}"`));
});
