import type { Page } from '@playwright/test';
import { Below } from '../fixtures/below';
import type { Tab } from '../fixtures/tab';
import { expect, test as atRoot } from '../fixtures/test';

const base = '/chat/';
const test = atRoot.extend<{ below: Below }>({
  below: async ({ backend }, use) => {
    const below = await Below.start(backend.url, base);
    await use(below);
    await below.stop();
  },
  baseURL: async ({ below }, use) => use(below.url),
});
const path = (page: Page): string => new URL(page.url()).pathname;
const expectPath = (page: Page, expected: string) => expect.poll(() => path(page)).toBe(expected);

async function signIn(tab: Tab, username: string, place: string = base): Promise<void> {
  await tab.page.goto(`${place}login`);
  await tab.signIn.submit(username);
  await tab.dashboard.isOpen();
}

test('below a path, nothing but the API is asked for outside of it', async ({ tab, below: { asked } }) => {
  await signIn(tab, 'ann');
  await tab.page.reload();
  await tab.dashboard.isOpen();
  await tab.page.goto(`${base}dashboard/messages`);
  await expect(tab.messages.roomLink('General')).toBeVisible();

  expect(asked.filter((one) => !one.startsWith(base) && !one.startsWith('/api/'))).toEqual([]);
  for (const kind of ['js', 'wasm']) {
    expect(asked.some((one) => one.startsWith(base) && one.endsWith(`.${kind}`)), kind).toBe(true);
  }
});

test('below a path, the start page and the links lead to pages below it', async ({ tab, control }) => {
  const { page, dashboard, messages } = tab;
  await page.goto(base);
  await expectPath(page, `${base}login`);
  await signIn(tab, 'sam');
  await expectPath(page, `${base}admin`);
  await page.goto(base);
  await expectPath(page, `${base}admin`);

  const loads = await page.evaluate(() => performance.timeOrigin);
  const navigation = dashboard.banner.getByRole('navigation', { name: 'Main' });
  await navigation.getByRole('link', { name: 'Dashboard' }).click();
  await expectPath(page, `${base}dashboard`);
  await expect(page).toHaveTitle(/Home/);
  await navigation.getByRole('link', { name: /^Messages/ }).click();
  await expectPath(page, `${base}dashboard/messages`);
  await expect(navigation.getByRole('link', { name: /^Messages/ })).toHaveAttribute('aria-current', 'page');
  await messages.choose('General');
  await expectPath(page, `${base}dashboard/messages/${control.room('General')}`);
  await expect(messages.roomLink('General')).toHaveAttribute('aria-current', 'page');
  await expect(page).toHaveTitle(/General/);
  await messages.choose('Staff only');
  await page.goBack();
  await expectPath(page, `${base}dashboard/messages/${control.room('General')}`);
  await expect(page).toHaveTitle(/General/);
  await dashboard.banner.getByRole('link', { name: /leptos-presence/ }).click();
  await expectPath(page, `${base}dashboard`);
  expect(await page.evaluate(() => performance.timeOrigin), 'no page was loaded anew').toBe(loads);
});

test('below a path, a room can be opened by its address, with and without a session', async ({ tab, control }) => {
  const wanted = `${base}dashboard/messages/${control.room('General')}`;
  await tab.page.goto(wanted);
  await expectPath(tab.page, `${base}login`);
  await tab.signIn.submit('ann');
  await expectPath(tab.page, wanted);
  await expect(tab.messages.articles).toHaveCount(6);

  await tab.page.reload();
  await expect(tab.messages.articles).toHaveCount(6);
  await expectPath(tab.page, wanted);
});

test('below a path, what leads nowhere says so and leads home', async ({ tab }) => {
  await signIn(tab, 'ann');
  await tab.page.goto(`${base}nowhere`);
  await tab.page.getByRole('link', { name: 'Go home' }).click();
  await expectPath(tab.page, `${base}dashboard`);
  await tab.dashboard.signOut();
  await expectPath(tab.page, `${base}login`);
});

for (const [place, testThere] of [
  [base, test],
  ['/', atRoot],
] as const) {
  testThere(`on a page deep below ${place} the icons are drawn and the skip link leads into the page`, async ({ tab, control }) => {
    await signIn(tab, 'ann', place);
    const deep = `${place}dashboard/messages/${control.room('General')}`;
    await tab.page.goto(deep);
    await expect(tab.messages.articles).toHaveCount(6);

    const sizes = await tab.page.locator('svg use:visible').evaluateAll((uses) =>
      uses.map((use) => (use as SVGGraphicsElement).getBBox().width),
    );
    expect(sizes.length).toBeGreaterThan(3);
    expect(Math.min(...sizes), 'an icon that is not found has no size').toBeGreaterThan(0);

    const skip = tab.page.getByRole('link', { name: /skip/i });
    await skip.focus();
    await tab.page.keyboard.press('Enter');
    await expect(tab.dashboard.main).toBeFocused();
    await expectPath(tab.page, deep);
    await expect(tab.messages.articles).toHaveCount(6);
  });
}
