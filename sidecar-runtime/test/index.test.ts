import { expect, test } from 'vitest';
import * as startgate from '../src/index.ts';

test('the package exports exactly these names', () => {
  expect(Object.keys(startgate).sort()).toEqual([
    'createApp',
    'createDrainingApp',
    'createReadiness',
    'createServer',
    'listenDraining',
    'loadConfig',
    'runServe',
    'serve',
  ]);
});
