import { describe, expect, test } from 'vitest';
import { differences, linesAddedTo, resourcesIn } from './difference';
import { Place, PLUGIN, policy, SHOP } from './place';

const HELMS = ['helm3', 'helm4'] as const;
const TEMPLATE = ['template', 'web', SHOP];
const POLICIES = ['--policy', policy('mesh'), '--policy', policy('other-mesh')];
const CONTRADICTION = `the policies "mesh at ${policy('mesh')}:1" and "other-mesh at ${policy('other-mesh')}:1" add the sidecar "proxy" with different values`;
const CURE = '  cure: give both the same values, or change one of the selectors, so that each workload has one of the policies\n';
/** Options of Helm that hand arguments to a post-renderer. */
const handed = (...args: readonly string[]): string[] => args.map((arg) => `--post-renderer-args=${arg}`);

describe.each(HELMS)('what %s template writes', (helm) => {
  test('gets the order, and no other field changes', async () => {
    const place = new Place();
    const rendered = await place.must(helm, TEMPLATE);
    expect(differences(rendered, await place.apply(rendered, 'mesh'))).toMatchInlineSnapshot(`
      [
        "+ Deployment/web-cache spec template metadata annotations",
        "^ Deployment/web-cache spec template spec containers cache command",
        "+ Deployment/web-cache spec template spec containers cache startupProbe",
        "+ Deployment/web-cache spec template spec containers cache volumeMounts",
        "+ Deployment/web-cache spec template spec initContainers",
        "+ Deployment/web-cache spec template spec volumes",
        "+ Deployment/web-shop spec template metadata annotations startgate.dev/order",
        "^ Deployment/web-shop spec template spec containers app command",
        "+ Deployment/web-shop spec template spec containers app startupProbe",
        "+ Deployment/web-shop spec template spec containers app volumeMounts",
        "^ Deployment/web-shop spec template spec containers clock command",
        "+ Deployment/web-shop spec template spec containers clock volumeMounts startgate-image",
        "+ Deployment/web-shop spec template spec containers clock startupProbe",
        "+ Deployment/web-shop spec template spec volumes startgate-image",
        "+ Deployment/web-shop spec template spec initContainers",
        "^ CronJob/web-shop-report spec jobTemplate spec template spec containers report command",
        "+ CronJob/web-shop-report spec jobTemplate spec template spec containers report volumeMounts",
        "+ CronJob/web-shop-report spec jobTemplate spec template spec initContainers",
        "+ CronJob/web-shop-report spec jobTemplate spec template spec volumes",
        "+ CronJob/web-shop-report spec jobTemplate spec template metadata",
      ]
    `);
  });

  test('keeps each line as the templates have it; a command in one line has the guard in front', async () => {
    const place = new Place();
    const rendered = await place.must(helm, TEMPLATE);
    expect(linesAddedTo(rendered, await place.apply(rendered, 'mesh'))).toEqual([
      'command: [cache-server]', 'command: ["/shop", \'--serve\',', 'command: [/shop, --report]',
    ]);
  });

  test('passes the check with the order', async () => {
    const place = new Place();
    const ordered = await place.apply(await place.must(helm, TEMPLATE), 'mesh');
    expect(await place.cli(['check'], ordered)).toEqual({ code: 0, err: '', out: '4 workloads: 0 errors, 0 warnings, 0 infos\n' });
  });

  test('has a closed gate for each container with the order', async () => {
    const place = new Place();
    expect(await place.gates(await place.apply(await place.must(helm, TEMPLATE), 'mesh'))).toEqual([
      'web-cache: cache waits for proxy, closed', 'web-shop: app waits for proxy, closed', 'web-shop: clock waits for proxy, closed',
      'web-shop-report: report waits for proxy, closed',
    ]);
  });

  test('does not change when it has the order', async () => {
    const place = new Place();
    const ordered = await place.apply(await place.must(helm, TEMPLATE), 'mesh');
    expect(await place.apply(ordered, 'mesh')).toBe(ordered);
  });

  test('is refused whole when two policies contradict each other', async () => {
    const place = new Place();
    const rendered = await place.must(helm, TEMPLATE);
    const begins = (source: string): number => rendered.split('\n').indexOf(`# Source: ${source}`) + 1;
    const [cache, shop] = [begins('shop/charts/cache/templates/deployment.yaml') + 1, begins('shop/templates/deployment.yaml') + 2];
    expect(await place.cli(['apply', ...POLICIES], rendered)).toEqual({
      code: 1, out: '',
      err: `stdin:${cache}:1: error policy-conflict: ${CONTRADICTION} [Deployment web-cache]\n${CURE}`
        + `stdin:${shop}:1: error policy-conflict: ${CONTRADICTION} [Deployment web-shop]\n${CURE}`
        + 'cdk8s-startgate: nothing is written, because of 2 errors\n',
    });
  });
});

describe('a post-renderer of Helm 3', () => {
  const renderer = (...args: readonly string[]): string[] =>
    [...TEMPLATE, '--post-renderer', 'cdk8s-startgate', ...handed('apply', ...args)];

  test('writes what the pipe writes', async () => {
    const place = new Place();
    const piped = await place.apply(await place.must('helm3', TEMPLATE), 'mesh');
    expect(await place.must('helm3', renderer('--policy', policy('mesh')))).toBe(piped);
  });

  test('does not see hooks', async () => {
    const place = new Place();
    expect(await place.must('helm3', renderer('--policy', policy('jobs')))).toBe(await place.must('helm3', TEMPLATE));
  });

  test('makes Helm fail with its message, and write nothing, when two policies contradict each other', async () => {
    const place = new Place();
    const { code, out, err } = await place.run('helm3', renderer(...POLICIES));
    expect({ code, out, said: err.includes(CONTRADICTION) }).toEqual({ code: 1, out: '', said: true });
  });
});

describe('the plugin of Helm 4', () => {
  const renderer = (...args: readonly string[]): string[] => [...TEMPLATE, '--post-renderer', 'startgate', ...handed(...args)];

  /** A place where it is installed. */
  async function installed(): Promise<Place> {
    const place = new Place();
    await place.must('helm4', ['plugin', 'install', PLUGIN]);
    return place;
  }

  test('is installed from its folder', async () => {
    const place = await installed();
    expect((await place.must('helm4', ['plugin', 'list'])).split('\n')[1]).toMatch(/^startgate\s+0\.1\.0\s+postrenderer\/v1\s+v1\s/u);
  });

  // Helm 4 formats the manifests before and after a post-renderer: only the values can be the same
  test('gives each object the order that the pipe gives it', async () => {
    const place = await installed();
    const piped = await place.apply(await place.must('helm4', TEMPLATE), 'mesh');
    expect(resourcesIn(await place.must('helm4', renderer('--policy', policy('mesh'))))).toEqual(resourcesIn(piped));
  });

  test('sees hooks, as the pipe does', async () => {
    const place = await installed();
    const rendered = await place.must('helm4', TEMPLATE);
    const ordered = await place.must('helm4', renderer('--policy', policy('jobs')));
    expect(await place.gates(ordered)).toEqual(['web-shop-migrate: migrate waits for proxy, closed']);
    expect(resourcesIn(ordered)).toEqual(resourcesIn(await place.apply(rendered, 'jobs')));
  });

  // Helm 4.3 does not print the stderr of a post-renderer, even with --debug; the pipe prints the message
  test('makes Helm fail, and write nothing, when two policies contradict each other', async () => {
    const place = await installed();
    expect(await place.run('helm4', renderer(...POLICIES))).toEqual({
      code: 1, out: '',
      err: expect.stringContaining('error while running post render on files: failed to invoke post-renderer plugin "startgate": plugin "startgate" exited with error') as string,
    });
  });
});
