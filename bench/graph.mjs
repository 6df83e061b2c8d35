// CPU time of checking the order of one Pod of 1,000 containers: a chain, and dense layers of growing width.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const CONTAINERS = 1000;
const RUNS = 9;

/** Every container of a layer depends on every container of the layer before. */
function layers(width) {
  const edges = [];
  for (let dependent = width; dependent < CONTAINERS; dependent++) {
    const first = (Math.floor(dependent / width) - 1) * width;
    for (let dependency = first; dependency < first + width; dependency++) {
      edges.push({ dependent: name(dependent), dependency: name(dependency) });
    }
  }
  return edges;
}

function name(index) {
  return `c${index}`;
}

function checkMilliseconds(edges) {
  const { checkOrder } = require('../lib/private/decision.js');
  const { outlineOf } = require('../lib/private/outline.js');
  const { podTemplateOf } = require('../lib/private/pod-template.js');
  const names = Array.from({ length: CONTAINERS }, (_, index) => name(index));
  const containers = names.map((container, index) => ({
    name: container, image: 'i', command: ['/run'], ports: [{ containerPort: 2000 + index }],
  }));
  const check = (port) => ({ kind: 'tcpSocket', port, listensOn: 'all' });
  const order = {
    containers: new Map(names.map((container, index) => [container, { name: container, check: check(2000 + index) }])),
    edges: edges.map((edge) => ({ ...edge })),
    sidecars: [],
  };
  const manifest = { kind: 'Pod', metadata: { name: 'pod' }, spec: { containers } };
  const before = process.cpuUsage();
  const { findings } = checkOrder(outlineOf(podTemplateOf(manifest), order), order);
  const { user, system } = process.cpuUsage(before);
  const error = findings.find((finding) => finding.severity === 'error');
  if (error !== undefined) throw new Error(`the graph of the bench is not sound: ${error.message}`);
  return (user + system) / 1000;
}

/** Median CPU milliseconds for each shape, with the number of its edges. */
export function graphBench() {
  const shapes = [
    ['chain', layers(1)],
    ['layers of 5', layers(5)],
    ['layers of 10', layers(10)],
    ['layers of 20', layers(20)],
    ['layers of 40', layers(40)],
  ];
  for (const [, edges] of shapes) checkMilliseconds(edges);
  return shapes.map(([shape, edges]) => {
    const runs = Array.from({ length: RUNS }, () => checkMilliseconds(edges)).sort((a, b) => a - b);
    return { shape, edges: edges.length, median: runs[(RUNS - 1) / 2], max: runs[RUNS - 1] };
  });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const row of graphBench()) process.stdout.write(`${JSON.stringify(row)}\n`);
}
