import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { ROWS, STEPS } from '../../../e2e/bench/rows';
import type { PodSpec } from '../../../src/private/manifest';

test.each(ROWS)('$name has the ten steps, and whatever installs stands before them', ({ manifest }) => {
  const { spec } = parseAllDocuments(manifest('pod'))[0]!.toJS() as { spec: PodSpec };
  const names = [...(spec.initContainers ?? []), ...(spec.containers ?? [])].map(({ name }) => name);
  expect(names.slice(-10)).toEqual(STEPS);
});

test.each(ROWS)('$name is not started again', ({ manifest }) => {
  const { spec } = parseAllDocuments(manifest('pod'))[0]!.toJS() as { spec: PodSpec };
  expect(spec.restartPolicy).toBe('Never');
});
