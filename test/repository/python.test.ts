import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkPython, installWheel, runPython } from './python-wheel';

interface Deployment {
  spec: { template: { spec: Record<'containers' | 'initContainers', { name: string; restartPolicy?: string }[]> } };
}

beforeAll(async () => {
  await checkPython();
  await installWheel();
}, 300_000);

test('an order that is declared in Python is in the manifest', async () => {
  const { code, output } = await runPython('app.py');
  expect({ code, output }).toMatchObject({ code: 0 });
  const { containers, initContainers } = (parse(output) as Deployment).spec.template.spec;
  expect(containers.map(({ name }) => name)).toEqual(['app']);
  expect(initContainers.map(({ name, restartPolicy }) => ({ name, restartPolicy }))).toEqual([{ name: 'proxy', restartPolicy: 'Always' }]);
});

test('fails when python3 is missing, and says what to install', async () => {
  await expect(checkPython('/no/such/python3')).rejects.toThrow(
    new Error('python3 with venv is needed to build the wheel and to try it: "apt-get install python3 python3-venv", then run the same command again'),
  );
});
