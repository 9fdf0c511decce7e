import { api } from '../fixtures/control';
import type { Tab } from '../fixtures/tab';
import { expect, test } from '../fixtures/test';

test.use({
  // Playwright switches the browser's back/forward cache off, which people's browsers have.
  launchOptions: [
    async ({ launchOptions }, use) => use({ ...launchOptions, ignoreDefaultArgs: ['--disable-back-forward-cache'] }),
    { scope: 'worker' },
  ],
});

declare global {
  interface Window {
    __restored?: boolean;
  }
}

/** Leaves the page for another, and says on `pageshow` how it came back. */
async function leave(tab: Tab): Promise<void> {
  await tab.page.evaluate(() => {
    window.addEventListener('pageshow', (event) => {
      window.__restored = event.persisted;
    });
  });
  await tab.page.goto('/e2e/requests/');
}

async function expectRestored(tab: Tab): Promise<void> {
  const reasons = await tab.page.evaluate(() => {
    const [entry] = performance.getEntriesByType('navigation') as (PerformanceEntry & { notRestoredReasons?: unknown })[];
    return entry?.notRestoredReasons ?? null;
  });
  expect(reasons, 'what keeps the page out of the cache').toBeNull();
  expect(await tab.page.evaluate(() => window.__restored)).toBe(true);
}

test('a page that comes back out of the back/forward cache sends one heartbeat and asks once', async ({ tab, control }) => {
  await tab.signInAs('ann');
  await tab.messages.open('General');
  // So long that the heartbeat of the sign-in is no longer fresh.
  await expect.poll(async () => (await tab.calls('GET', api.onlineUsers)).length, { timeout: 20_000 }).toBeGreaterThan(2);
  await tab.messages.composer.fill('Not sent yet');

  await leave(tab);
  await control.setActivity('ben', 0);
  await control.forgetRequests();
  await tab.page.evaluate(() => history.back());

  await tab.messages.dots.expectStatus(control.user('ben'), 'online');
  await expectRestored(tab);
  await expect(tab.messages.composer).toHaveValue('Not sent yet');
  const soon = Date.parse((await control.requests())[0]?.at ?? '') + 900;
  const sent = async (method: string, path: string) =>
    (await control.requests(method, path)).filter((request) => Date.parse(request.at) < soon).length;
  await expect.poll(() => sent('POST', api.heartbeat)).toBe(1);
  expect(await sent('GET', api.onlineUsers)).toBe(1);
  expect(await control.count('POST', api.token)).toBe(0);
});

test('a page rests in the back/forward cache undisturbed while another tab polls and tells what it learns', async ({ tab, control }) => {
  await tab.signInAs('ann');
  await tab.messages.open('General');
  await tab.messages.composer.fill('Not sent yet');
  const other = await tab.openTab('/dashboard/messages');
  await expect(other.messages.roomLink('General')).toBeVisible();

  await leave(tab);
  await control.setActivity('ben', 0);
  await control.forgetRequests();
  await expect.poll(() => control.count('GET', api.onlineUsers), { timeout: 20_000 }).toBeGreaterThan(1);
  await tab.page.evaluate(() => history.back());

  await tab.messages.dots.expectStatus(control.user('ben'), 'online');
  await expectRestored(tab);
  await expect(tab.messages.composer).toHaveValue('Not sent yet');

  // It hears the other tab again, or is heard: without that, each would ask.
  const tabs = [tab, other];
  const asked = () => Promise.all(tabs.map(async (each) => (await each.calls('GET', api.onlineUsers)).length));
  const count = () => control.count('GET', api.onlineUsers);
  await expect
    .poll(
      async () => {
        const [before, all] = [await asked(), await count()];
        await expect.poll(count, { timeout: 20_000 }).toBeGreaterThan(all + 2);
        const after = await asked();
        return Math.min(...after.map((calls, index) => calls - before[index]!));
      },
      { timeout: 40_000 },
    )
    .toBe(0);
});
