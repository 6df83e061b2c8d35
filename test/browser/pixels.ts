import type { Page } from 'playwright-core';

/**
 * A tile that ends elsewhere rounds the edge of a curve otherwise, by some thirty of 255; a part that is missing or moved changes
 * far more.
 */
const ROUNDING = 48;

/** How many pixels of two PNGs of one size have visibly another colour; the browser decodes them. */
export async function differingPixels(page: Page, one: Buffer, other: Buffer): Promise<number> {
  const blank = await page.context().browser()!.newPage();
  try {
    return await blank.evaluate(async ([first, second, rounding]) => {
      const [a, b] = await Promise.all([first, second].map(async (data: string) => {
        const image = new Image();
        image.src = `data:image/png;base64,${data}`;
        await image.decode();
        const canvas = new OffscreenCanvas(image.width, image.height);
        const context = canvas.getContext('2d')!;
        context.drawImage(image, 0, 0);
        return context.getImageData(0, 0, image.width, image.height);
      })) as [ImageData, ImageData];
      if (a.width !== b.width || a.height !== b.height) throw new Error(`sizes differ: ${a.width} x ${a.height}, ${b.width} x ${b.height}`);
      let count = 0;
      for (let at = 0; at < a.data.length; at += 4) {
        if ([0, 1, 2].some((part) => Math.abs(a.data[at + part]! - b.data[at + part]!) > rounding)) count++;
      }
      return count;
    }, [one.toString('base64'), other.toString('base64'), ROUNDING] as const);
  } finally {
    await blank.close();
  }
}

/** The colour of a pixel as `#rrggbb`. */
export async function pixelAt(page: Page, png: Buffer, x: number, y: number): Promise<string> {
  const blank = await page.context().browser()!.newPage();
  try {
    return await blank.evaluate(async ({ data, at }) => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
      context.drawImage(image, 0, 0);
      return `#${[...context.getImageData(at.x, at.y, 1, 1).data.slice(0, 3)].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
    }, { data: png.toString('base64'), at: { x, y } });
  } finally {
    await blank.close();
  }
}
