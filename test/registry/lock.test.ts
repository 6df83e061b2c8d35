import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { WAITER } from '../../sidecar-runtime/native/pack/images.mjs';
import { file } from '../../sidecar-runtime/native/pack/layer.mjs';
import { ociArchive } from '../../sidecar-runtime/native/pack/oci.mjs';
import { Check, Mechanism, StartOrder } from '../../src';
import { Blobs, type Descriptor } from '../cli/lock/blobs';
import { containerOf, newDeployment, newChart, PROXY } from '../shop';
import { writeLayout } from './layout';
import { liar, serve } from './liar';
import { PASSWORD, Place } from './registry';

const LOCK = 'startgate.images.json';
const CONFIG = { Entrypoint: ['/app', '$(date)'], Cmd: ['--serve'], User: '65532' };

/** An image for two platforms, and its parts. */
function multiArch(config: unknown = CONFIG): { readonly blobs: Blobs; readonly app: Descriptor } {
  const blobs = new Blobs();
  return { blobs, app: blobs.index(blobs.image('linux/amd64', config), blobs.image('linux/arm64/v8', config)) };
}

/** Pushes an image to a registry, with crane. */
async function push(place: Place, image: string, { blobs, app } = multiArch()): Promise<Descriptor> {
  const folder = writeLayout(join(place.folder, `layout-${app.digest.slice(-8)}`), blobs, app);
  await place.must('crane', 'push', folder, image);
  return app;
}

const lockIn = ({ folder }: Place): string => readFileSync(join(folder, LOCK), 'utf8');

describe('a registry', () => {
  test.each(['crane', 'regctl'])('tells through %s what an image for two platforms runs', async (tool) => {
    const place = new Place();
    const image = `${await place.registry()}/shop/app:1`;
    const { digest } = await push(place, image);
    await place.must('regctl', 'registry', 'set', '--tls', 'disabled', image.split('/')[0]!);
    expect(await place.lock('--image', image, '--with', tool)).toEqual({ code: 0, err: '', out: `locked  ${image} ${digest}\n${LOCK}: 1 image, 1 changed\n` });
    const runs = { entrypoint: ['/app', '$(date)'], cmd: ['--serve'], user: '65532' };
    expect(JSON.parse(lockIn(place))).toEqual({ version: 1, images: { [image]: { digest, platforms: { 'linux/amd64': runs, 'linux/arm64/v8': runs } } } });
  });

  test('is asked through crane where crane is there', async () => {
    const place = new Place();
    const image = `${await place.registry()}/app:1`;
    const { digest } = await push(place, image);
    expect((await place.lock('--image', image)).out).toContain(`locked  ${image} ${digest}\n`);
  });

  test('has an index in an index, as crane writes one', async () => {
    const place = new Place();
    const image = `${await place.registry()}/app:1`;
    const { blobs, app } = multiArch();
    await place.must('crane', 'push', '--index', writeLayout(join(place.folder, 'layout'), blobs, app), image);
    expect((await place.lock('--image', image)).code).toBe(0);
    expect(lockIn(place)).toContain('"linux/arm64/v8"');
  });

  test('has an image of one platform in the format of Docker too', async () => {
    const place = new Place();
    const image = `${await place.registry()}/app:1`;
    const blobs = new Blobs();
    const config = blobs.put({ os: 'linux', architecture: 'amd64', config: CONFIG, rootfs: { type: 'layers', diff_ids: [] } }, 'application/vnd.docker.container.image.v1+json');
    const app = blobs.put({ schemaVersion: 2, mediaType: 'application/vnd.docker.distribution.manifest.v2+json', config, layers: [] }, 'application/vnd.docker.distribution.manifest.v2+json');
    await place.must('crane', 'push', writeLayout(join(place.folder, 'layout'), blobs, app), image);
    expect((await place.lock('--image', image)).out).toContain(`locked  ${image} ${app.digest}\n`);
  });

  test('is asked for what the manifests have, and what is locked is what the guard runs', async () => {
    const place = new Place();
    const image = `${await place.registry()}/app:1`;
    await push(place, image);
    writeFileSync(join(place.folder, 'web.json'), JSON.stringify({ kind: 'Pod', metadata: { name: 'web' }, spec: { containers: [{ name: 'app', image }] } }));
    expect((await place.lock('web.json')).code).toBe(0);
    const deployment = newDeployment(newChart(), 'web', { containers: [{ name: 'app', image }, PROXY] });
    const order = StartOrder.of(deployment).configure({
      mechanism: Mechanism.GUARD, runtimeImage: 'startgate:1', imageLock: join(place.folder, LOCK),
    });
    order.container('app').dependsOn(order.container('proxy').readyWhen(Check.httpGet('/ready', { port: 8080 })));
    const command = containerOf(deployment, 'app')!.command!;
    expect(command.slice(command.indexOf('--'))).toEqual(['--', '/app', '$$(date)', '--serve']);
  });
});

describe('a tag', () => {
  test('that has moved fails the check, and an image by digest does not', async () => {
    const place = new Place();
    const tag = `${await place.registry()}/app:1`;
    const before = await push(place, tag);
    const byDigest = `${tag}@${before.digest}`;
    await place.lock('--image', tag, '--image', byDigest);
    expect(await place.lock('--check')).toEqual({ code: 0, err: '', out: `${LOCK}: 2 images, none changed\n` });
    const after = await push(place, tag, multiArch({ Entrypoint: ['/new'] }));
    expect(await place.lock('--check')).toEqual({
      code: 1, err: '',
      out: `moved   ${tag}: the lock has ${before.digest}, the registry has ${after.digest}\ncure: lock these images again with cdk8s-startgate lock, and review the difference of ${LOCK}\n`,
    });
    expect((await place.lock()).out).toBe(`changed ${tag} ${before.digest} -> ${after.digest}\n${LOCK}: 2 images, 1 changed\n`);
    expect((await place.lock('--check')).code).toBe(0);
  });

  test('that there is not can\'t be locked', async () => {
    const place = new Place();
    const image = `${await place.registry()}/app:1`;
    const { code, err } = await place.lock('--image', image);
    expect({ code, err }).toEqual({ code: 69, err: expect.stringContaining(`image "${image}" can't be read: "crane manifest ${image}" failed: Error: fetching manifest`) as string });
    expect(err).toContain('MANIFEST_UNKNOWN');
  });
});

describe('a private registry', () => {
  test('is read with the login of the user, and not without', async () => {
    const place = new Place();
    const address = await place.registry({ password: true });
    const image = `${address}/app:1`;
    const refused = await place.lock('--image', image);
    expect(refused.code).toBe(69);
    expect(refused.err).toContain('UNAUTHORIZED: authentication required');
    await place.must('crane', 'auth', 'login', address, '-u', 'user', '-p', PASSWORD);
    const { digest } = await push(place, image);
    expect((await place.lock('--image', image)).out).toContain(`locked  ${image} ${digest}\n`);
  });
});

describe('a registry that', () => {
  test('is down can\'t be read, and the lock stays', async () => {
    const place = new Place();
    const image = '127.0.0.1:1/app:1';
    const { code, err } = await place.lock('--image', image);
    expect({ code, err }).toEqual({ code: 69, err: expect.stringContaining('connect: connection refused') as string });
  });

  test('never answers is given up', async () => {
    const place = new Place();
    const image = `${await serve(() => undefined)}/app:1`;
    expect(await place.lock('--image', image, '--timeout', '1')).toEqual({
      code: 69, out: `${LOCK}: 0 images, 0 changed\n`,
      err: `cdk8s-startgate: image "${image}" can't be read: "crane manifest ${image}" gave no answer within 1 s: check the registry, or raise --timeout\n`,
    });
  });

  test('answers without an end is given up', async () => {
    const place = new Place();
    const image = `${await serve((asked, answer) => {
      if (asked.url === '/v2/') {
        answer.end();
        return;
      }
      answer.writeHead(200, { 'Content-Type': 'application/vnd.oci.image.manifest.v1+json' });
      const flood = (): void => {
        while (answer.write('x'.repeat(64 * 1024))) { /* until the socket is full */ }
      };
      answer.on('drain', flood);
      flood();
    })}/app:1`;
    const { code, err } = await place.lock('--image', image, '--timeout', '10');
    expect({ code, err }).toEqual({ code: 69, err: expect.stringContaining('byte limit') as string });
  });

  test('is no registry is refused', async () => {
    const place = new Place();
    const image = `${await serve((_asked, answer) => answer.end('<html>hello</html>'))}/app:1`;
    expect((await place.lock('--image', image)).err).toBe(`cdk8s-startgate: image "${image}" is malformed: the manifest is no JSON object\n`);
  });

  test.each(['crane', 'regctl'])('lies about the image of a platform is refused, through %s', async (tool) => {
    const place = new Place();
    const registry = await place.registry();
    const { blobs, app } = multiArch();
    await push(place, `${registry}/app:1`, { blobs, app });
    const { manifests } = JSON.parse(blobs.content.get(app.digest)!) as { manifests: Descriptor[] };
    const evil = new Blobs();
    const given = evil.content.get(evil.image('linux/amd64', { Entrypoint: ['/evil'] }).digest)!;
    const address = await liar(registry, manifests[0]!.digest, given);
    await place.must('regctl', 'registry', 'set', '--tls', 'disabled', address);
    const { code, err } = await place.lock('--image', `${address}/app:1`, '--with', tool);
    expect({ code, lied: /digest/u.test(err) }).toEqual({ code: 69, lied: true });
  });

  test.each(['crane', 'regctl'])('lies about a configuration is refused, through %s', async (tool) => {
    const place = new Place();
    const registry = await place.registry();
    const blobs = new Blobs();
    const app = blobs.image('linux/amd64');
    await place.must('crane', 'push', writeLayout(join(place.folder, 'layout'), blobs, app), `${registry}/app:1`);
    const { config } = JSON.parse(blobs.content.get(app.digest)!) as { config: Descriptor };
    // of the same length, which a size would not show
    const given = blobs.content.get(config.digest)!.replace('"/app"', '"/pwn"');
    const address = await liar(registry, config.digest, given);
    await place.must('regctl', 'registry', 'set', '--tls', 'disabled', address);
    const { code, err } = await place.lock('--image', `${address}/app:1`, '--with', tool);
    expect({ code, lied: /digest|sha256/u.test(err) }).toEqual({ code: 69, lied: true });
  });

  test('gives another image for a digest is refused', async () => {
    const place = new Place();
    const registry = await place.registry();
    const [one, other] = [multiArch(), multiArch({ Entrypoint: ['/other'] })];
    await push(place, `${registry}/app:1`, one);
    const address = await liar(registry, one.app.digest, other.blobs.content.get(other.app.digest)!);
    expect((await place.lock('--image', `${address}/app@${one.app.digest}`)).code).toBe(69);
  });
});

describe('without a registry', () => {
  test('the archive of an image that is packed here is read', async () => {
    const place = new Place();
    const layers = { amd64: [[file('startgate', Buffer.from('waiter'))]], arm64: [[file('startgate', Buffer.from('waiter'))]] };
    writeFileSync(join(place.folder, 'startgate.tar'), await ociArchive({ reference: 'startgate:1', settings: WAITER.settings, annotations: {}, layers }));
    expect((await place.lock('--image', 'registry.example/startgate:1', '--with', 'startgate.tar')).code).toBe(0);
    const { images } = JSON.parse(lockIn(place)) as { images: Record<string, { platforms: unknown }> };
    const runs = { entrypoint: ['/startgate'], user: '65532:65532' };
    expect(images['registry.example/startgate:1']?.platforms).toEqual({ 'linux/amd64': runs, 'linux/arm64': runs });
  });

  test('an image that crane has pulled is locked as the registry has it, from a folder and from an archive', async () => {
    const place = new Place();
    const image = `${await place.registry()}/app:1`;
    await push(place, image);
    await place.lock('--image', image);
    const asked = lockIn(place);
    await place.must('crane', 'pull', '--format', 'oci', image, 'layout');
    await place.must('tar', '-cf', 'app.tar', '-C', 'layout', '.');
    for (const source of ['layout', 'app.tar']) {
      writeFileSync(join(place.folder, LOCK), '{"version":1,"images":{}}');
      expect((await place.lock('--image', image, '--with', source)).code).toBe(0);
      expect(lockIn(place)).toBe(asked);
    }
  });
});
