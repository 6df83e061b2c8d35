import { checkRequirements } from './cluster/requirements';
import { Cluster } from './cluster/cluster';
import { buildPrograms } from './cluster/programs';
import { readSettings } from './cluster/settings';
import { loadImages } from './images/images';

async function main() {
  checkRequirements();
  const settings = readSettings();
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const cluster = new Cluster(settings, say);
  if (process.argv[2] === 'down') return cluster.down();
  const t = performance.now();
  await buildPrograms(settings, say);
  say(`programs ${performance.now() - t}`);
  await cluster.startRuntime();
  say(`runtime ${performance.now() - t}`);
  await loadImages(settings, say);
  say(`images ${performance.now() - t}`);
  await cluster.startNode();
  say(`all ${performance.now() - t}`);
}
main().catch((e: unknown) => { console.error(e); process.exitCode = 1; });
