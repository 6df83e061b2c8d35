import { expect, test } from 'vitest';
import { appliedTable, floorText, memoryTable, readyTable, rowTable, type Series } from '../../../e2e/bench/tables';

function series(name: string, values: readonly number[], memory?: number): Series {
  return {
    name,
    cost: { containers: 1, bytes: 500 },
    measured: values.map((value) => ({ applied: value * 100, fromReady: value, fromStart: value * 10, memory })),
  };
}

test('readiness: each series with its aim', () => {
  expect(readyTable([series('`GUARD`', [1, 2, 30]), series('other', [5])])).toMatchInlineSnapshot(`
    "| mechanism | n | median, ms | p95, ms | max, ms | aim, ms |
    | --- | --- | --- | --- | --- | --- |
    | \`GUARD\` | 3 | 2.0 | 30 | 30 | median 2, p95 5 |
    | other | 1 | 5.0 | 5.0 | 5.0 | - |"
  `);
});

test('applied: the first series is the measure of the others', () => {
  expect(appliedTable([series('no gate', [4]), series('slower', [5]), series('faster', [3])])).toMatchInlineSnapshot(`
    "| mechanism | n | median, ms | p95, ms | max, ms | over no gate | sidecar's start to application's, ms | over no gate | containers more | bytes copied |
    | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
    | no gate | 1 | 400 | 400 | 400 | 0 % | 40 | 0 % | 1 | 500 |
    | slower | 1 | 500 | 500 | 500 | +25 % | 50 | +25 % | 1 | 500 |
    | faster | 1 | 300 | 300 | 300 | -25 % | 30 | -25 % | 1 | 500 |"
  `);
});

test('how fast the machine was is told by its kubelet alone', () => {
  expect(floorText([series('no gate', [4, 5, 6]), series('slower', [9])])).toMatchInlineSnapshot(`
    "From the start of a container to that of the next, without any gate, this machine's kubelet took 50 ms."
  `);
});

test('memory: only where something waits', () => {
  expect(memoryTable([series('kubelet', [1]), series('waiter', [1, 2], 800)])).toMatchInlineSnapshot(`
    "| mechanism | n | resident, median, KiB | max, KiB |
    | --- | --- | --- | --- |
    | waiter | 2 | 800 | 800 |"
  `);
});

test('rows of steps: all gaps of all rows, and the whole Pods', () => {
  expect(rowTable([{ name: '`StepPod`, the first step takes 3 s', measured: [{ gaps: [1, 2], whole: 900 }, { gaps: [3, 4], whole: 1100 }] }, { name: 'other', measured: [{ gaps: [500], whole: 9000 }] }])).toMatchInlineSnapshot(`
    "| ten steps | n | between steps, median, ms | p95, ms | max, ms | aim, ms | whole Pod, median, ms |
    | --- | --- | --- | --- | --- | --- | --- |
    | \`StepPod\`, the first step takes 3 s | 2 | 2.0 | 4.0 | 4.0 | median 3 | 900 |
    | other | 1 | 500 | 500 | 500 | - | 9000 |"
  `);
});
