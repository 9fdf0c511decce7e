import type { Locator, Page } from '@playwright/test';
import { api } from '../fixtures/control';
import { configure } from '../fixtures/faults';
import { expect, test } from '../fixtures/test';

const address = (page: Page): string => page.url().slice(new URL(page.url()).origin.length);
const expectAddress = (page: Page, expected: string) => expect.poll(() => address(page)).toBe(expected);
const current = (link: Locator) => expect(link).toHaveAttribute('aria-current', 'page');

declare global {
  interface Element {
    __mark?: string;
  }
}

test('after Back and Forward a link to the room that was left changes the page and the address', async ({ tab, control }) => {
  const { page, messages } = tab;
  const room = (name: 'General' | 'Archive' | 'Ann & Ben') => `/dashboard/messages/${control.room(name)}`;
  const isOpen = async (name: 'General' | 'Archive' | 'Ann & Ben') => {
    await expectAddress(page, room(name));
    await expect(page.getByRole('heading', { level: 2, name, exact: true })).toBeVisible();
    await current(messages.roomLink(name));
  };
  await tab.signInAs('ann');
  await messages.open('General');
  await messages.choose('Archive');
  await isOpen('Archive');
  await messages.choose('Ann & Ben');
  await isOpen('Ann & Ben');
  await page.goBack();
  await isOpen('Archive');
  await page.goForward();
  await isOpen('Ann & Ben');

  await messages.roomLink('Archive').click();
  await isOpen('Archive');
  await page.goBack();
  await isOpen('Ann & Ben');
  await page.goBack();
  await isOpen('Archive');
  await page.goBack();
  await isOpen('General');
  await page.goForward();
  await isOpen('Archive');
});

test('Forward after a reload, and a link from there, keep page and address together', async ({ tab, control }) => {
  const { page, messages } = tab;
  await tab.signInAs('ann');
  await messages.open('General');
  await messages.choose('Archive');
  await page.goBack();
  await page.reload();
  await expect(messages.articles).toHaveCount(6);
  await page.goForward();
  await expect(page.getByRole('heading', { level: 2, name: 'Archive' })).toBeVisible();

  await messages.choose('General');
  await expectAddress(page, `/dashboard/messages/${control.room('General')}`);
  await expect(messages.articles).toHaveCount(6);
});

for (const [asked, leadsTo] of [
  ['/dashboard/messages', '/dashboard/messages'],
  ['/dashboard?a=b#c', '/dashboard?a=b#c'],
  ['//evil.example/dashboard', '/dashboard'],
  ['https://evil.example/dashboard', '/dashboard'],
  ['/\\evil.example', '/dashboard'],
  ['javascript:alert(1)', '/dashboard'],
  ['/dashboard.evil.example', '/dashboard'],
  ['/login', '/dashboard'],
] as const) {
  test(`sign-in that was asked for ${asked} leads to ${leadsTo}`, async ({ tab }) => {
    await tab.page.goto(`/login?next=${encodeURIComponent(asked)}`);
    await tab.signIn.submit('ann');
    await tab.dashboard.isOpen();
    await expectAddress(tab.page, leadsTo);
  });
}

test('Back from the sign-in leads past the page that asked for it, and Back after it past the sign-in', async ({ tab }) => {
  const { page } = tab;
  await page.goto('/e2e/requests/');
  await page.goto('/dashboard/messages');
  await expectAddress(page, '/login?next=%2Fdashboard%2Fmessages');
  await page.goBack();
  await expectAddress(page, '/e2e/requests/');
  await page.goForward();
  await expectAddress(page, '/login?next=%2Fdashboard%2Fmessages');

  await tab.signIn.submit('ann');
  await expectAddress(page, '/dashboard/messages');
  await page.goBack();
  await expectAddress(page, '/e2e/requests/');
});

test('Back after signing out does not lead into a page without a session', async ({ tab }) => {
  await tab.signInAs('ann');
  await tab.messages.open('General');
  await tab.dashboard.signOut();
  await expectAddress(tab.page, '/login');
  await tab.page.goBack();
  await expect(tab.signIn.username).toBeVisible();
  await expect(tab.page).toHaveURL(/\/login/);
});

test('what is on screen stays the same elements while sessions are renewed and pages change', async ({ tab, control }) => {
  await configure(tab.page, '{"pollIntervalMs": 300}');
  await tab.signInAs('ann');
  await tab.messages.open('General');
  const banner = tab.dashboard.banner;
  const marked: [Locator, string][] = [
    [banner, 'banner'],
    [tab.dashboard.main, 'main'],
    [tab.messages.rooms, 'rooms'],
  ];
  for (const [element, mark] of marked) await element.evaluate((one, text) => void (one.__mark = text), mark);
  await tab.messages.log.evaluate((log) => void (log.__mark = 'log'));
  const stay = async () => {
    for (const [element, mark] of marked) expect(await element.evaluate((one) => one.__mark)).toBe(mark);
  };

  // The access token is no longer good: it is renewed, and the same person is signed in again.
  await control.advance(3600);
  await expect.poll(async () => (await tab.calls('POST', api.refresh)).length).toBeGreaterThan(0);
  await tab.hide();
  await tab.show();
  await control.message('ben', 'General', 'After the renewal');
  await expect(tab.messages.article('After the renewal')).toBeVisible();
  await stay();
  expect(await tab.messages.log.evaluate((log) => log.__mark)).toBe('log');

  await tab.messages.choose('Archive');
  await expect(tab.page).toHaveTitle(/\bArchive · /);
  await stay();
  expect(await tab.messages.log.evaluate((log) => log.__mark), 'a room of its own').toBeUndefined();
});

test('a link to another page moves the focus into it and sets the title; from room to room the list keeps its place', async ({
  tab,
  control,
}) => {
  await tab.signInAs('ann');
  for (let number = 0; number < 30; number += 1) await control.addRoom(`Room ${number}`, ['ann']);
  const { page, dashboard, messages } = tab;
  await expect(page).toHaveTitle(/\bHome · /);

  await dashboard.banner.getByRole('link', { name: /^Messages/ }).click();
  await expect(page).toHaveTitle(/\bMessages · /);
  await expect(dashboard.main).toBeFocused();

  await expect(messages.roomLink('Room 29')).toBeAttached();
  await messages.rooms.getByRole('link').last().scrollIntoViewIfNeeded();
  const place = () =>
    messages.rooms.evaluate((rooms) => [rooms, ...rooms.querySelectorAll('*')].map((one) => one.scrollTop).find((top) => top > 0));
  const before = await place();
  expect(before).toBeGreaterThan(100);
  await messages.rooms.getByRole('link').last().click();
  await expect(messages.composer).toBeFocused();
  await expect(page).not.toHaveTitle(/\bMessages · /);
  expect(await place()).toBe(before);
  await page.goBack();
  await expect(page).toHaveTitle(/\bMessages · /);
  expect(await place()).toBe(before);
});

test.describe('in a low window', () => {
  test.use({ viewport: { width: 1280, height: 320 } });

  test('a page opens at its top, and Back finds the place where one was', async ({ tab }) => {
    await tab.signInAs('sam');
    await expect(tab.page.getByRole('table')).toBeVisible();
    const top = () => tab.page.evaluate(() => Math.round(window.scrollY));
    await tab.page.mouse.move(640, 200);
    await tab.page.mouse.wheel(0, 200);
    await expect.poll(top).toBeGreaterThan(50);
    const place = await top();

    const link = tab.dashboard.banner.getByRole('link', { name: 'Dashboard' });
    await link.evaluate((element) => (element as HTMLAnchorElement).click());
    await expectAddress(tab.page, '/dashboard');
    await expect.poll(top).toBe(0);
    await tab.page.goBack();
    await expect(tab.page.getByRole('table')).toBeVisible();
    await expect.poll(top).toBe(place);
  });
});

test('title and aria-current are right as soon as a link was clicked', async ({ tab, control }) => {
  await tab.signInAs('ann');
  await tab.messages.open('General');
  await tab.messages.choose('Archive');
  // In the same task of the browser and the one after it: nobody sees what is between.
  const seen = await tab.messages.roomLink('General').evaluate(
    (link) =>
      new Promise((done) => {
        (link as HTMLAnchorElement).click();
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done([link.getAttribute('aria-current'), document.title, location.pathname]);
        port2.postMessage(null);
      }),
  );
  expect(seen).toEqual(['page', expect.stringMatching(/\bGeneral · /), `/dashboard/messages/${control.room('General')}`]);
});

test('title and aria-current are right after the app itself has led on', async ({ tab }) => {
  await tab.page.goto('/');
  await expect(tab.page).toHaveTitle(/\bSign in · /);
  await tab.signIn.submit('sam');
  await expectAddress(tab.page, '/admin');
  await expect(tab.page).toHaveTitle(/\bPeople · /);
  const navigation = tab.dashboard.banner.getByRole('navigation', { name: 'Main' });
  await current(navigation.getByRole('link', { name: 'People' }));
  await expect(navigation.locator('[aria-current]')).toHaveCount(1);

  await navigation.getByRole('link', { name: /^Messages/ }).click();
  await current(navigation.getByRole('link', { name: /^Messages/ }));
  await expect(navigation.locator('[aria-current]')).toHaveCount(1);
});

test('what is not for the app is left to the browser: a click with Ctrl, the skip link, another site', async ({ tab, control }) => {
  const { page, messages } = tab;
  await tab.signInAs('ann');
  await messages.open('General');
  const here = address(page);

  const opened = tab.context.waitForEvent('page');
  await messages.roomLink('Archive').click({ modifiers: ['Control'] });
  await expectAddress(await opened, `/dashboard/messages/${control.room('Archive')}`);
  expect(address(page)).toBe(here);

  const entries = await page.evaluate(() => history.length);
  await page.getByRole('link', { name: /skip/i }).focus();
  await page.keyboard.press('Enter');
  await expect(tab.dashboard.main).toBeFocused();
  expect(address(page)).toBe(here);
  expect(await page.evaluate(() => history.length)).toBe(entries);
});

test('what the backend serves is loaded by the browser', async ({ tab }) => {
  await tab.signInAs('ann');
  // No page of ours has such a link yet: a page that gets one writes it like this.
  await tab.dashboard.main.evaluate((main) => {
    main.insertAdjacentHTML('beforeend', '<a href="/django-admin/" rel="external">The backend</a>');
  });
  const answer = tab.page.waitForResponse((response) => response.url().includes('/django-admin/'));
  await tab.page.getByRole('link', { name: 'The backend' }).click();
  expect((await answer).request().resourceType()).toBe('document');
});

test('a percent sign in an address or a search is read once', async ({ tab, control }) => {
  const { page, messages } = tab;
  await control.addRoom('100 %41 sure', ['ann']);
  const asked = '/dashboard/messages/x%2541?q=%2541';
  await page.goto(asked);
  await expectAddress(page, `/login?next=${encodeURIComponent(asked)}`);
  await tab.signIn.submit('ann');
  await expectAddress(page, asked);
  await expect(page.getByText("This room isn't here")).toBeVisible();

  await page.getByRole('searchbox', { name: 'Find a room' }).fill('%41');
  await expect(messages.rooms.getByRole('link')).toHaveCount(1);
  await expect(messages.roomLink('100 %41 sure')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Find a room' }).fill('A');
  await expect(messages.roomLink('Archive')).toBeVisible();
});

for (const [slashed, title, link] of [
  ['/dashboard/', /\bHome · /, 'Home'],
  ['/dashboard/messages/', /\bMessages · /, /^Messages/],
  ['/dashboard/messages/{room}/', /\bGeneral · /, /^Messages/],
] as const) {
  test(`a slash at the end makes no difference: ${slashed}`, async ({ tab, control }) => {
    const wanted = slashed.replace('{room}', String(control.room('General')));
    await tab.page.goto('/login/');
    await expect(tab.page).toHaveTitle(/\bSign in · /);
    await tab.page.goto(wanted);
    await tab.signIn.submit('ann');
    for (const reload of [false, true]) {
      if (reload) await tab.page.goto(wanted);
      await expect(tab.page).toHaveTitle(title);
      await expect(tab.page.getByText('There is no such page')).toHaveCount(0);
      const navigation = tab.dashboard.banner.getByRole('navigation', { name: 'Main' });
      await current(navigation.getByRole('link', { name: link }));
      await expect(navigation.locator('[aria-current]')).toHaveCount(1);
      if (slashed.includes('{room}')) await current(tab.messages.roomLink('General'));
    }
  });
}

test('staff find their pages with a slash at the end', async ({ tab }) => {
  await tab.signInAs('sam');
  for (const [slashed, title] of [
    ['/admin/', /\bPeople · /],
    ['/admin/messages/', /\bMessages · /],
  ] as const) {
    await tab.page.goto(slashed);
    await expect(tab.page).toHaveTitle(title);
  }
});
