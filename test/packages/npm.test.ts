import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { RELEASE, ROOT } from '../../scripts/lib/paths.mjs';
import { EmptyPlace, LIBRARY_VERSION, RUNTIME_VERSION, blocks } from './folder';
import { type NpmRegistry, startNpmRegistry } from './npm-registry';

const TARBALLS = [`cdk8s-startgate-${LIBRARY_VERSION}.tgz`, `startgate-${RUNTIME_VERSION}.tgz`].map((name) => join(RELEASE, 'npm', name));
const { devDependencies: TOOLS } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { devDependencies: Record<string, string> };
const COMPILER = ['typescript', '@types/node'].map((name) => `${name}@${TOOLS[name]!}`);

/** No word of npm about itself. */
const QUIET = { npm_config_update_notifier: 'false', npm_config_fund: 'false', npm_config_audit: 'false' };

let maintainer: EmptyPlace;
let registry: NpmRegistry;

/** Both tarballs in a registry, published as docs/release.md says. */
beforeAll(async () => {
  maintainer = new EmptyPlace(QUIET);
  registry = await startNpmRegistry(maintainer.folder);
  maintainer.write('.npmrc', registry.npmrc);
  for (const tarball of TARBALLS) await maintainer.must('npm', 'publish', tarball);
}, 60_000);
afterAll(() => {
  registry.close();
  maintainer.remove();
});

/** An empty folder of a user whose npm asks that registry. */
function user(): EmptyPlace {
  return new EmptyPlace({ npm_config_registry: registry.url, ...QUIET });
}

describe('the command of README.md that installs the library', () => {
  let place: EmptyPlace;
  beforeAll(async () => {
    place = user();
    await place.must('sh', '-c', blocks('README.md', 'sh')[0]!.split('\n')[0]!);
    await place.must('npm', 'install', '--save-dev', ...COMPILER);
  }, 120_000);
  afterAll(() => place.remove());

  test('gives a program the manifest that README.md shows, and the command line finds nothing wrong with it', async () => {
    place.write('main.ts', blocks('README.md', 'ts')[0]!);
    await place.must('npx', 'tsc', '--strict', '--target', 'es2022', '--module', 'nodenext', '--skipLibCheck', '--types', 'node', 'main.ts');
    await place.must('node', 'main.js');
    const manifest = parse(readFileSync(join(place.folder, 'dist/shop.k8s.yaml'), 'utf8')) as { spec: { template: unknown } };
    expect(manifest.spec.template).toMatchObject(parse(blocks('README.md', 'yaml')[0]!) as object);
    expect(await place.run('npx', 'cdk8s-startgate', 'check', 'dist/')).toMatchObject({ code: 0, err: '' });
  });

  test('gives an ES module every name, without a compiler', async () => {
    place.write('main.mjs', 'import { Check, StartOrder } from \'cdk8s-startgate\';\nprocess.stdout.write(typeof Check.httpGet + typeof StartOrder.of);\n');
    expect(await place.must('node', 'main.mjs')).toBe('functionfunction');
  });

  test('brings the schema of policies that docs/cli.md names', async () => {
    const program = 'process.stdout.write(JSON.stringify(require("cdk8s-startgate/lib/start-order-policy.schema.json")))';
    const printed = await place.must('npx', 'cdk8s-startgate', 'policy', '--schema');
    expect(JSON.parse(await place.must('node', '-e', program))).toEqual(JSON.parse(printed));
  });
});

describe('npm install startgate', () => {
  let place: EmptyPlace;
  beforeAll(async () => {
    place = user();
    await place.must('npm', 'install', 'startgate');
  }, 120_000);
  afterAll(() => place.remove());

  test('brings the waiter as a command', async () => {
    expect(await place.must('npx', 'startgate', '--version')).toBe(`startgate ${RUNTIME_VERSION}\n`);
    expect(await place.must('npx', 'startgate', '--help')).toContain('startgate wait');
    expect(await place.run('npx', 'startgate', 'wait', 'x=file:///')).toMatchObject({ code: 0 });
  });

  test('brings the library, whose first example prints what README.md says', async () => {
    // TypeScript that is JavaScript, but for one type
    place.write('main.mjs', blocks('sidecar-runtime/README.md', 'ts')[0]!.replace(': Promise<void>', ''));
    expect(await place.must('node', 'main.mjs')).toBe('200 {"status":"ready"}\n');
  });

  test('installs what its bill of materials lists, and nothing else', () => {
    const { packages } = JSON.parse(readFileSync(join(place.folder, 'package-lock.json'), 'utf8')) as { packages: Record<string, { version?: string }> };
    const installed = Object.entries(packages).map(([path, { version }]) => `${path.replace('node_modules/', '')} ${version ?? ''}`);
    expect(installed.filter((one) => one !== ' ' && !one.startsWith('startgate ')).sort()).toEqual(installedByBill());
  });
});

interface Listed {
  readonly group?: string;
  readonly name: string;
  readonly version: string;
  readonly properties?: readonly { readonly value: string }[];
}

function installedByBill(): string[] {
  const bill = JSON.parse(readFileSync(join(RELEASE, 'sbom', `startgate-${RUNTIME_VERSION}.cdx.json`), 'utf8')) as { components: Listed[] };
  return bill.components
    .filter(({ properties }) => properties?.some(({ value }) => value === 'installed beside'))
    .map(({ group, name, version }) => `${group === undefined ? '' : `${group}/`}${name} ${version}`)
    .sort();
}
