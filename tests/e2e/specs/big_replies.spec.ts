import type { Page } from '@playwright/test';
import { configure } from '../fixtures/faults';
import { expect, test } from '../fixtures/test';

const limit = 4 * 1024 * 1024;

interface Replacement {
  path: string;
  /** How long the body is made, in bytes, by spaces at its end. */
  length: number;
  body: string;
  /** Whether its length is told beforehand. */
  announced: boolean;
}

interface Replaced {
  /** How often the one that was asked for least was. */
  count: () => Promise<number>;
  /** Whether any body was fetched. */
  wasRead: () => Promise<boolean>;
  /** Puts the backend back. */
  undo: () => Promise<void>;
}

/** Answers in the page, since the way into it is too narrow for bodies of this size. */
async function replace(page: Page, replacements: Replacement[]): Promise<Replaced> {
  const counter = await page.evaluateHandle((replacements) => {
    const counts = new Map(replacements.map(({ path }) => [path, 0]));
    const responses: Response[] = [];
    const before = window.fetch;
    window.fetch = async (input, init) => {
      const { pathname } = new URL(input instanceof Request ? input.url : String(input), location.href);
      const found = replacements.find(({ path }) => path === pathname);
      if (!found || (init?.method ?? 'GET') !== 'GET') return before(input, init);
      counts.set(pathname, (counts.get(pathname) ?? 0) + 1);
      const text = found.body.padEnd(found.length, ' ');
      const response = new Response(text, { headers: found.announced ? { 'Content-Length': String(found.length) } : {} });
      responses.push(response);
      return response;
    };
    return {
      least: () => Math.min(...counts.values()),
      wasRead: () => responses.some((response) => response.bodyUsed),
      undo: () => void (window.fetch = before),
    };
  }, replacements);
  return {
    count: () => counter.evaluate((counter) => counter.least()),
    wasRead: () => counter.evaluate((counter) => counter.wasRead()),
    undo: () => counter.evaluate((counter) => counter.undo()),
  };
}

const memoryPages = (page: Page) => page.evaluate(() => window.__instruments?.memoryPages() ?? 0);

for (const announced of [true, false]) {
  const how = announced ? 'announced as' : 'that turn out to be';
  test(`replies ${how} 10 MB long are not read: what was known stays, the page answers, and a good reply is taken`, async ({
    tab,
    control,
  }) => {
    await control.setActivity('ben', 0);
    await configure(tab.page, '{"pollIntervalMs": 500}');
    await tab.signInAs('ann');
    await tab.messages.open('General');
    await tab.messages.dots.expectStatus(control.user('ben'), 'online');
    const before = await memoryPages(tab.page);
    expect(before).toBeGreaterThan(0);

    const length = 10_000_000;
    const replaced = await replace(tab.page, [
      { path: '/api/chat/online-users/', length, body: '{"online_users": []}', announced },
      { path: '/api/chat/rooms/', length, body: '[]', announced },
    ]);
    await expect.poll(replaced.count).toBeGreaterThan(1);
    expect(await replaced.wasRead()).toBe(!announced);
    await tab.messages.composer.fill('Still here');

    await expect(tab.messages.composer).toHaveValue('Still here');
    await expect(tab.messages.roomLink('Ann & Ben')).toBeVisible();
    expect(await tab.messages.dots.statusesOf(control.user('ben'))).toEqual(['online']);
    expect((await memoryPages(tab.page)) - before, 'nothing of that size came into the program').toBeLessThan(64);

    await control.setActivity('ben', 400);
    await control.addRoom('New room', ['ann']);
    await replaced.undo();
    // Rather than wait for the next try, half a minute away by now.
    await tab.page.evaluate(() => dispatchEvent(new Event('online')));
    await tab.messages.dots.expectStatus(control.user('ben'), 'offline');
    await expect(tab.messages.roomLink('New room')).toBeVisible();
  });

  test(`replies ${how} just as long as is borne are read, and not one byte more`, async ({ tab, control }) => {
    await control.setActivity('ben', 0);
    await configure(tab.page, '{"pollIntervalMs": 500}');
    await tab.signInAs('ann');
    await tab.messages.open('General');
    await tab.messages.dots.expectStatus(control.user('ben'), 'online');

    const ids = (name: 'ben' | 'cleo') => `{"online_users": [${control.user(name)}]}`;
    const path = '/api/chat/online-users/';
    const longest = await replace(tab.page, [{ path, length: limit, body: ids('cleo'), announced }]);
    await tab.messages.dots.expectStatus(control.user('cleo'), 'online');
    await longest.undo();
    await tab.messages.dots.expectStatus(control.user('cleo'), 'offline');

    const tooLong = await replace(tab.page, [{ path, length: limit + 1, body: ids('cleo'), announced }]);
    await expect.poll(tooLong.count).toBeGreaterThan(1);
    expect(await tab.messages.dots.statusesOf(control.user('cleo'))).toEqual(['offline']);
  });
}
