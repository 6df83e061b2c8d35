import { expect, test } from 'vitest';
import { checkNode } from '../../scripts/lib/node-version.mjs';

test.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('takes Node %s', (version) => {
  expect(() => checkNode(version)).not.toThrow();
});

test.each(['20.18.3', '18.20.0', '9.11.2'])('fails when Node is %s', (version) => {
  expect(() => checkNode(version)).toThrow(
    new Error(`Node 20.19 or newer is needed, this is "${version}": install a newer Node, then run the same command again`),
  );
});
