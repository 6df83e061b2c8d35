import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PicturedWorkload } from '../../src/cli/picture/model';
import { DARK, LIGHT } from '../../src/cli/picture/palette';
import { svgOf } from '../../src/cli/picture/svg';
import * as samples from '../cli/picture/samples';
import { launchChromium } from './chromium';
import { differingPixels, pixelAt } from './pixels';

let browser: Browser;
beforeAll(async () => { browser = await launchChromium(); });
afterAll(() => browser.close());

interface Box { readonly text: string; readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }

/** Opens an SVG as a file of its own, in a window of its size. */
async function open(workload: PicturedWorkload, colorScheme: 'light' | 'dark'): Promise<Page> {
  const svg = svgOf([workload]);
  const [, width, height] = /width="(\d+)" height="(\d+)"/u.exec(svg)!;
  const page = await browser.newPage({ colorScheme, viewport: { width: Number(width), height: Number(height) } });
  await page.goto(`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`);
  return page;
}

/** Where the letters of every text are, as the browser has set them. */
function textBoxes(page: Page): Promise<Box[]> {
  return page.evaluate(() => [...document.querySelectorAll('svg text')].map((text) => {
    const { left, top, right, bottom } = text.getBoundingClientRect();
    return { text: text.textContent, left, top, right, bottom };
  }));
}

function overlap(one: Box, other: Box): boolean {
  // the box of a line of text is higher than its letters
  return one.left < other.right - 1 && other.left < one.right - 1 && one.top < other.bottom - 4 && other.top < one.bottom - 4;
}

const WORKLOADS = Object.values(samples);

describe.each(WORKLOADS)('the picture of $title', (workload) => {
  let page: Page;
  beforeAll(async () => { page = await open(workload, 'light'); });
  afterAll(() => page.close());

  test('has no text on another text', async () => {
    const boxes = await textBoxes(page);
    const pairs = boxes.flatMap(
      (one, index) => boxes.slice(index + 1).filter((other) => overlap(one, other)).map((other) => `${one.text} / ${other.text}`),
    );
    expect(pairs).toEqual([]);
  });

  test('has every text inside', async () => {
    const { width, height } = page.viewportSize()!;
    const texts = await textBoxes(page);
    const outside = texts.filter(({ left, top, right, bottom }) => left < 0 || top < 0 || right > width || bottom > height);
    expect(outside).toEqual([]);
  });

  test('has the words of each box inside of it', async () => {
    const outside = await page.evaluate(() => [...document.querySelectorAll('.graph .part:not(.gate)')].flatMap((part) => {
      const box = part.querySelector('.box')!.getBoundingClientRect();
      return [...part.querySelectorAll('text')].filter((text) => {
        const { left, right, top, bottom } = text.getBoundingClientRect();
        return left < box.left || right > box.right || top < box.top || bottom > box.bottom;
      }).map((text) => text.textContent);
    }));
    expect(outside).toEqual([]);
  });

  test('has no box on another box, and no label on a box', async () => {
    const overlaps = await page.evaluate(() => {
      const boxes = [...document.querySelectorAll('.graph .box')].map((box) => box.getBoundingClientRect());
      const labels = [...document.querySelectorAll('.graph .gate text')].map((text) => text.getBoundingClientRect());
      const over = (a: DOMRect, b: DOMRect): boolean =>
        a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
      const boxesOnBoxes = boxes.flatMap((box, index) => boxes.slice(index + 1).filter((other) => over(box, other)));
      const labelsOnBoxes = labels.filter((label) => boxes.some((box) => over(label, box)));
      return boxesOnBoxes.length + labelsOnBoxes.length;
    });
    expect(overlaps).toBe(0);
  });

  test('has no arrow through a word', async () => {
    const crossed = await page.evaluate(() => {
      const texts = [...document.querySelectorAll('.graph text')].map((text) => ({
        words: text.textContent, box: text.getBoundingClientRect(),
      }));
      return [...document.querySelectorAll<SVGPathElement>('.graph .arrow')].flatMap((arrow) => {
        const matrix = arrow.getScreenCTM()!;
        const length = arrow.getTotalLength();
        const count = Math.ceil(length / 2) + 1;
        const points = Array.from({ length: count }, (_, index) => arrow.getPointAtLength(index * 2).matrixTransform(matrix));
        return texts
          .filter(({ box }) => points.some(({ x, y }) => x > box.left && x < box.right && y > box.top + 3 && y < box.bottom - 3))
          .map(({ words }) => words);
      });
    });
    expect(crossed).toEqual([]);
  });

  test('is set with the same letters in the same places on a dark surface', async () => {
    const dark = await open(workload, 'dark');
    expect(await textBoxes(dark)).toEqual(await textBoxes(page));
    await dark.close();
  });

  test('stands on the surface of its scheme', async () => {
    const dark = await open(workload, 'dark');
    const corners = [await pixelAt(page, await page.screenshot(), 2, 2), await pixelAt(dark, await dark.screenshot(), 2, 2)];
    expect(corners).toEqual([LIGHT.surface, DARK.surface]);
    await dark.close();
  });

  test('is drawn alike twice, and otherwise on a dark surface', async () => {
    const [again, dark] = [await open(workload, 'light'), await open(workload, 'dark')];
    const shot = await page.screenshot();
    expect(await differingPixels(page, shot, await again.screenshot())).toBe(0);
    const { width, height } = page.viewportSize()!;
    expect(await differingPixels(page, shot, await dark.screenshot())).toBeGreaterThan(width * height * 0.9);
    await Promise.all([again.close(), dark.close()]);
  });
});
