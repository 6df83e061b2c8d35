import type { Generator } from './generator.ts';

export const TARGETS = [
  'http://localhost:8080/ready', 'https://a.b:443/x?y=z', 'tcp://[::1]:5432', 'tcp://127.0.0.1:1', 'grpc://localhost:50051/my.Service', 'unix:///run/a.sock',
  'unix:///run/a.sock:/ready', 'file:///ready', 'exec:["pg_isready","-q"]', 'db=http://localhost:80/', 'migrate=succeeded', 'a-b=completed', 'app=started',
];

const FLAGS: readonly (readonly [string, string])[] = [
  ['--timeout', '60s'], ['--timeout', '250ms'], ['--on-timeout', 'block'], ['--on-timeout', 'continue'], ['--request-timeout', '1s'], ['--max-interval', '1m'], ['--interval', '5s'], ['--status', '200-299,401'],
  ['--header', 'Authorization: Bearer x'], ['--header', 'Host: a'], ['--state', '/run/state'], ['--log-format', 'json'], ['--url', 'http://localhost:1/'],
  ['--timeoutSeconds', '5'], ['--periodMillis', '500'], ['--requestTimeoutMillis', '1'], ['--wait', 'tcp://a:1'], ['--name', 'me'], ['--until', 'app=completed'],
  ['--grace', '5s'], ['--group', ''], ['--step', ''], ['--run-timeout', '5s'], ['--on-error', 'continue'], ['--when', 'one=0'], ['--when', 'one.a!=b'], ['--use', 'one.a'], ['--env', 'A'], ['--results-limit', '9'], ['--message-limit', '300'], ['--json', ''], ['--help', ''], ['-h', ''], ['--nonsense', 'x'], ['-', ''], ['', ''],
];

/** One target, valid or nearly so. */
export function targetText(generator: Generator): string {
  return generator.once(10) ? text(generator.bytes(30)) : text(generator.mutate(bytes(generator.pick(TARGETS))));
}

/** A command line as somebody, or somebody's broken script, would write it. */
export function commandLine(generator: Generator): readonly string[] {
  const words: string[] = [generator.pick(['wait', 'wait', 'exec', 'exec', 'install', 'status', 'serve', 'help', '--version', 'Wait', ''])];
  for (let count = generator.below(6); count > 0; count--) {
    const [flag, value] = generator.pick(FLAGS);
    const given = generator.once(3) ? text(generator.mutate(bytes(value))) : value;
    if (generator.once(3)) words.push(generator.once(2) ? targetText(generator) : generator.pick(TARGETS));
    else if (generator.once(2)) words.push(`${flag}=${given}`);
    else words.push(flag, ...(given === '' ? [] : [given]));
  }
  if (words[0] === 'exec' && !generator.once(4)) words.push('--', ...(generator.once(5) ? [] : ['app', '--wait', 'x']));
  else if (generator.once(20)) words.push('--');
  return words;
}

function bytes(value: string): Uint8Array {
  return Buffer.from(value, 'latin1');
}

/** Any bytes may be in arguments; a platform gives those that are no UTF-8 as something else. */
function text(value: Uint8Array): string {
  return Buffer.from(value).toString('latin1');
}
