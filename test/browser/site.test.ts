import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ROOT, SITE, SITE_PAGES } from '../../scripts/lib/paths.mjs';
import { Translations } from '../../site/pages/translations';
import { serveSite } from '../../site/serve.mjs';
import { launchChromium } from './chromium';

/** Of axe-core: what a page lacks, and how bad that is. */
interface Violation { readonly id: string; readonly impact: string; readonly nodes: readonly { readonly target: readonly string[] }[] }
declare const axe: { run: (context: unknown, options: unknown) => Promise<{ violations: readonly Violation[] }> };

const AXE = readFileSync(createRequire(join(SITE, 'package.json')).resolve('axe-core/axe.min.js'), 'utf8');
const PAGES = readdirSync(SITE_PAGES, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.html') && path !== '404.html').sort();

/** The pages of the classes are made alike: the longest and the shortest stand for all where axe takes a second. */
const isLookedAt = (path: string): boolean => !/^reference\/api\/[A-Z]/u.test(path) || /\/(?:StartOrder|Severity)\.html$/u.test(path);

const TRANSLATIONS = Translations.in(ROOT);

let browser: Browser;
let site: Awaited<ReturnType<typeof serveSite>>;
let page: Page;
const said: string[] = [];

beforeAll(async () => { [browser, site] = await Promise.all([launchChromium(), serveSite()]); });
afterAll(async () => { await browser.close(); await site.close(); });

/** A page of a colour scheme and a width; what it asks of others, and each error that it has, is kept in `said`. */
async function open(colorScheme: 'light' | 'dark', width: number): Promise<Page> {
  said.length = 0;
  const opened = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
  opened.on('console', (message) => { if (['error', 'warning'].includes(message.type())) said.push(message.text()); });
  opened.on('pageerror', (error) => said.push(error.message));
  opened.on('request', (request) => {
    const url = request.url();
    if (!/^(?:data|blob):/u.test(url) && !url.startsWith(site.url)) said.push(url);
  });
  return opened;
}

async function go(path: string): Promise<void> {
  said.length = 0;
  await page.goto(site.url + path);
  // what the server has written is alive
  await page.waitForFunction(() => '__vue_app__' in document.querySelector('#app')!);
}

/** What axe calls serious or critical. */
function violations(rules?: readonly string[]): Promise<string[]> {
  return page.evaluate(async (only) => {
    const found = await axe.run(document, { resultTypes: ['violations'], ...(only === undefined ? {} : { runOnly: { type: 'rule', values: only } }) });
    return found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ target }) => target.join(' ')).join(', ')}`);
  }, rules);
}

describe.each(PAGES)('%s', (path) => {
  beforeAll(async () => {
    page = await open('light', 1280);
    if (isLookedAt(path)) await page.addInitScript(AXE);
    await go(path);
  });
  afterAll(() => page.close());

  test('has no error, and asks no other host', () => {
    expect(said).toEqual([]);
  });

  if (isLookedAt(path)) {
    test('has nothing serious for axe in light', async () => {
      expect(await violations()).toEqual([]);
    });

    test('has nothing serious for axe in dark', async () => {
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.locator('html.dark').waitFor();
      expect(await violations(['color-contrast'])).toEqual([]);
    });
  }

  test('does not scroll sideways at 360 px', async () => {
    await page.setViewportSize({ width: 360, height: 900 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });
});

describe('each page', () => {
  const heads = PAGES.map((path) => {
    const html = readFileSync(join(SITE_PAGES, path), 'utf8');
    return { path, title: /<title>([^<]*)<\/title>/u.exec(html)?.[1] ?? '', headings: html.match(/<h1[ >]/gu)?.length ?? 0 };
  });

  test('has one heading of the first level', () => {
    expect(heads.filter(({ headings }) => headings !== 1)).toEqual([]);
  });

  test('has a title that no other page has', () => {
    const titles = heads.map(({ title }) => title);
    expect(titles.filter((title, at) => title === '' || titles.indexOf(title) !== at)).toEqual([]);
  });
});

describe('a reader', () => {
  beforeEach(async () => { page = await open('light', 1280); });
  afterEach(() => page.close());

  const tabs = (): ReturnType<Page['locator']> => page.locator('.code-tabs').first().getByRole('tab');
  const selected = (): Promise<string[]> => page.getByRole('tab', { selected: true }).allTextContents();

  test('finds a page by a word of it', async () => {
    await go('');
    await page.keyboard.press('Control+k');
    await page.locator('#localsearch-input').fill('imageEntrypoint');
    await page.locator('.result').first().waitFor();
    expect(await page.locator('.result').count()).toBeGreaterThan(0);
    expect(said).toEqual([]);
  });

  test('sees the first language of an example, and only that', async () => {
    await go('guide.html');
    expect(await tabs().allTextContents()).toEqual(['TypeScript', 'Python', 'Java', 'Go']);
    expect(await page.locator('.code-tabs').first().getByRole('tabpanel').count()).toBe(1);
  });

  test('chooses a language for all examples of a page', async () => {
    await go('guide.html');
    await tabs().filter({ hasText: 'Python' }).click();
    expect(new Set(await selected())).toEqual(new Set(['Python']));
  });

  test('meets the chosen language on every other page', async () => {
    await go('guide.html');
    await tabs().filter({ hasText: 'Go' }).click();
    await go('steps.html');
    expect(new Set(await selected())).toEqual(new Set(['Go']));
  });

  test('changes the language with the keyboard', async () => {
    await go('guide.html');
    await tabs().filter({ hasText: 'TypeScript' }).focus();
    await page.keyboard.press('ArrowLeft');
    const last = await page.evaluate(() => document.activeElement?.textContent);
    await page.keyboard.press('Home');
    expect([last, await page.evaluate(() => document.activeElement?.textContent)]).toEqual(['Go', 'TypeScript']);
  });

  test('finds below a program the commands that run it', async () => {
    await go('guide.html');
    await tabs().filter({ hasText: 'Python' }).click();
    const panel = page.locator('.code-tabs').first().getByRole('tabpanel');
    expect(await panel.getByText('pip install').isVisible()).toBe(false);
    await panel.getByText('Run it').click();
    expect(await panel.getByText('pip install').isVisible()).toBe(true);
  });

  // test/languages runs what is copied
  test.each(['Python', 'Java', 'Go'] as const)('copies from the tab %s of the start page what its page has', async (name) => {
    await go('');
    await tabs().filter({ hasText: name }).click();
    const language = name.toLowerCase() as Lowercase<typeof name>;
    const program = TRANSLATIONS.of({ page: 'docs/README.md', heading: 'Six lines', index: 0 })?.[language];
    const shown = await page.locator('.code-tabs').first().getByRole('tabpanel').locator('pre').allTextContents();
    expect(shown.map((text) => text.trimEnd())).toEqual([program, TRANSLATIONS.commandsOf(language)]);
  });

  test('sees a picture in the colour scheme of the page, whatever the system has', async () => {
    await go('mechanisms.html');
    const figure = page.locator('.picture img').first();
    const light = await figure.screenshot();
    await page.locator('.VPNavBarAppearance button').click();
    const dark = await figure.screenshot();
    expect(dark.equals(light)).toBe(false);
  });
});

describe.each(readdirSync(join(SITE, '..', 'docs')).filter((path) => path.endsWith('.svg')))('docs/%s', (path) => {
  beforeAll(async () => {
    page = await open('light', 1280);
    const svg = readFileSync(join(SITE, '..', 'docs', path));
    await page.goto(`data:image/svg+xml;base64,${svg.toString('base64')}`);
  });
  afterAll(() => page.close());

  test('has every text inside', async () => {
    expect(await page.evaluate(() => {
      const { width, height } = document.querySelector('svg')!.viewBox.baseVal;
      return [...document.querySelectorAll('text')].filter((text) => {
        const { left, top, right, bottom } = text.getBoundingClientRect();
        return left < 0 || top < 0 || right > width || bottom > height;
      }).map((text) => text.textContent);
    })).toEqual([]);
  });
});

describe('docs/which-mechanism.svg', () => {
  test('has the words of each box inside of it', async () => {
    page = await open('light', 1280);
    const svg = readFileSync(join(SITE, '..', 'docs', 'which-mechanism.svg'));
    await page.goto(`data:image/svg+xml;base64,${svg.toString('base64')}`);
    const outside = await page.evaluate(() => [...document.querySelectorAll('rect.chosen, rect.asked')].flatMap((rect) => {
      const box = rect.getBoundingClientRect();
      const next = (element: Element | null): Element[] =>
        (element?.tagName === 'text' ? [element, ...next(element.nextElementSibling)] : []);
      const isOutside = (text: Element): boolean => text.getBoundingClientRect().right > box.right - 4;
      return next(rect.nextElementSibling).filter(isOutside).map((text) => text.textContent);
    }));
    await page.close();
    expect(outside).toEqual([]);
  });
});

test('the start page has no scroll bar beside that of the window', async () => {
  page = await open('light', 1280);
  await go('');
  const scrolled = await page.evaluate(() => [...document.querySelectorAll<HTMLElement>('.vp-doc pre, .vp-doc table, .vp-doc figure')]
    .filter((part) => part.offsetParent !== null && part.scrollWidth > part.clientWidth + 1).map(({ textContent }) => textContent));
  await page.close();
  expect(scrolled).toEqual([]);
});
