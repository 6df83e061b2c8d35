import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkPython, installWheel, runPython } from './python-wheel';

beforeAll(async () => {
  await checkPython();
  await installWheel();
}, 300_000);

test('an app in Python synthesizes through the wheel', async () => {
  const { code, output } = await runPython('app.py');
  expect({ code, kind: (parse(output) as { kind: string }).kind }).toEqual({ code: 0, kind: 'Deployment' });
});

test('fails when python3 is missing, and says what to install', async () => {
  await expect(checkPython('/no/such/python3')).rejects.toThrow(
    new Error('python3 with venv is needed to build the wheel and to try it: "apt-get install python3 python3-venv", then run the same command again'),
  );
});
