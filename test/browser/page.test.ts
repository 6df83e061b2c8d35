import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { pageOf } from '../../src/cli/picture/page';
import { svgOf } from '../../src/cli/picture/svg';
import { HOSTILE, MIXED, PAIR } from '../cli/picture/samples';
import { runIn } from '../cli/memory-host';
import { launchChromium } from './chromium';
import { differingPixels } from './pixels';

const POD = `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
  initContainers:
    - { name: migrate, image: migrate }
    - { name: proxy, image: proxy, restartPolicy: Always, startupProbe: { tcpSocket: { port: 8080 }, periodSeconds: 1, failureThreshold: 60 } }
  containers:
    - { name: app, image: app }
    - { name: other, image: other }
`;

let browser: Browser;
let folder: string;
let page: Page;
beforeAll(async () => {
  browser = await launchChromium();
  folder = mkdtempSync(join(tmpdir(), 'startgate-page-'));
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => { page = await browser.newPage({ viewport: { width: 1500, height: 900 } }); });
afterEach(() => page.close());

async function show(html: string): Promise<void> {
  const file = join(folder, 'page.html');
  writeFileSync(file, html);
  await page.goto(pathToFileURL(file).href);
}

async function showPod(): Promise<void> {
  const { code, out, err } = await runIn({ files: { 'pod.yaml': POD } }, 'explain', '--format', 'html', 'pod.yaml');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  await show(out);
}

/** What is lit: the container names of boxes, the first lines of the manifest's parts, and how many gates. */
async function lit(): Promise<{ boxes: string[]; lines: string[]; gates: number }> {
  return page.evaluate(() => ({
    boxes: [...document.querySelectorAll('.graph .lit:not(.gate) .name')].map((name) => name.textContent),
    lines: [...document.querySelectorAll('.manifest .lit')].map((block) => block.textContent.trim().split('\n')[0]!),
    gates: document.querySelectorAll('.graph .gate.lit').length,
  }));
}

const NOTHING = { boxes: [], lines: [], gates: 0 };

describe('a page', () => {
  test('asks for nothing but itself, and its script may run', async () => {
    const asked: string[] = [];
    const said: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    await showPod();
    await page.locator('.graph .box').first().hover();
    expect({ asked: asked.map((url) => url.split('/').at(-1)), said }).toEqual({ asked: ['page.html'], said: [] });
  });

  test('runs nothing that a manifest says', async () => {
    const said: string[] = [];
    page.on('dialog', (dialog) => { said.push(dialog.message()); void dialog.dismiss(); });
    await show(pageOf([{
      picture: HOSTILE, gates: [], findings: [], manifest: [{ text: '</span><script>alert(1)</script>', container: 'a"><script>' }],
    }]));
    expect({ scripts: await page.locator('script').count(), said }).toEqual({ scripts: 1, said: [] });
  });

  test('lights a container in its manifest and back, with its gates', async () => {
    await showPod();
    await page.locator('.graph .part', { hasText: 'proxy' }).filter({ has: page.locator('.box') }).hover();
    const fromBox = await lit();
    await page.locator('.manifest .part', { hasText: 'name: proxy' }).hover();
    expect([fromBox, await lit()]).toEqual([
      { boxes: ['proxy'], lines: ['- name: proxy'], gates: 3 },
      { boxes: ['proxy'], lines: ['- name: proxy'], gates: 3 },
    ]);
  });

  test('lights both containers of a gate', async () => {
    await showPod();
    await page.locator('.gates li', { hasText: 'app waits for proxy' }).hover();
    expect(await lit()).toEqual({ boxes: ['proxy', 'app'], lines: ['- name: proxy', '- name: app'], gates: 1 });
  });

  test('keeps lit what was clicked, until Escape', async () => {
    await showPod();
    await page.locator('.timeline .name', { hasText: 'other' }).click();
    await page.mouse.move(1, 1);
    const kept = await lit();
    await page.keyboard.press('Escape');
    expect([kept, await lit()]).toEqual([{ boxes: ['other'], lines: ['- name: other'], gates: 1 }, NOTHING]);
  });

  test('is used with the keyboard alone', async () => {
    await showPod();
    await page.keyboard.press('Tab');
    const first = await lit();
    await page.keyboard.press('Enter');
    const pressed = await page.locator('[aria-pressed="true"]').count();
    await page.keyboard.press('Enter');
    expect({
      lit: first.gates + first.boxes.length > 0, pressed, after: await page.locator('[aria-pressed="true"]').count(),
    }).toEqual({ lit: true, pressed: 1, after: 0 });
  });

  test('brings the lines of what was clicked into view', async () => {
    await page.setViewportSize({ width: 1500, height: 320 });
    await showPod();
    await page.locator('.graph .part', { hasText: 'other' }).filter({ has: page.locator('.box') }).click();
    const { pane, line } = await page.evaluate(() => ({
      pane: document.querySelector('.manifest')!.getBoundingClientRect().toJSON() as DOMRect,
      line: document.querySelector('.manifest .lit')!.getBoundingClientRect().toJSON() as DOMRect,
    }));
    expect(line.top >= pane.top && line.bottom <= pane.bottom).toBe(true);
  });

  test('says everything without its script', async () => {
    const { out } = await runIn({ files: { 'pod.yaml': POD } }, 'explain', '--format', 'html', 'pod.yaml');
    const mute = await browser.newPage({ javaScriptEnabled: false });
    await mute.setContent(out);
    await expect(mute.locator('.graph .name').allTextContents()).resolves.toEqual(['migrate', 'proxy', 'app', 'other']);
    await mute.close();
  });

  test('has no sideways scrolling on a small screen', async () => {
    await page.setViewportSize({ width: 480, height: 800 });
    await showPod();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(480);
  });
});

test.each(['light', 'dark'] as const)('the picture in a page is the picture alone, pixel for pixel (%s)', async (colorScheme) => {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width: 2400, height: 1600 });
  await show(pageOf([{ picture: MIXED, gates: [], findings: [], manifest: [] }]));
  const box = (await page.locator('.picture svg').boundingBox())!;
  // below and on the right the picture alone has its legend and its margin
  const size = { width: Math.floor(box.width) - 24, height: Math.floor(box.height) - 24 };
  const inPage = await page.screenshot({ clip: { x: box.x, y: box.y, ...size } });
  await page.goto(`data:image/svg+xml;base64,${Buffer.from(svgOf([MIXED])).toString('base64')}`);
  const alone = await page.screenshot({ clip: { x: 0, y: 0, ...size } });
  expect(await differingPixels(page, inPage, alone)).toBe(0);
});

test('two workloads on one page light up apart', async () => {
  await show(pageOf([PAIR, PAIR].map((picture) => ({ picture, gates: [], findings: [], manifest: [] }))));
  await page.locator('.graph').nth(1).locator('.box').first().hover();
  expect(await page.locator('.graph').nth(0).locator('.lit').count()).toBe(0);
});
