import AxeBuilder from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import { api } from '../fixtures/control';
import type { Tab } from '../fixtures/tab';
import { expect, test } from '../fixtures/test';

const card = (tab: Tab): Locator => tab.page.locator('.status-card');

test('a pointer that rests on a dot is told why it is green, and the words stay true', async ({ tab, control }) => {
  await control.setActivity('ben', 0);
  await tab.signInAs('ann');
  await tab.messages.open('General');
  await tab.messages.dots.expectStatus(control.user('ben'), 'online');

  await tab.messages.dots.of(control.user('ben')).filter({ visible: true }).first().hover();

  await expect(card(tab)).toBeVisible();
  await expect(card(tab)).toContainText('Ben Brook, Online');
  await expect(card(tab)).toContainText(/On the server’s list of people online, confirmed (just now|\d s ago)/);
  await expect(card(tab)).toContainText('confirmed 2 s ago');
  await expect(card(tab)).toContainText('confirmed just now');
  const { violations } = await new AxeBuilder({ page: tab.page }).analyze();
  expect(violations).toEqual([]);

  await tab.page.mouse.move(0, 0);
  await expect(card(tab)).toBeHidden();
});

test('passing over dots shows nothing', async ({ tab, time }) => {
  await time.govern(tab);
  await tab.signInAs('ann');
  await tab.messages.open('General');
  await tab.settled();
  await tab.page.clock.pauseAt((await tab.page.evaluate(() => Date.now())) + 1_000);
  const dot = tab.page.locator('[data-user-id]').filter({ visible: true }).first();

  await dot.hover();
  await tab.page.mouse.move(0, 0);
  await tab.page.clock.runFor(2_000);
  await expect(card(tab)).toBeHidden();

  await dot.hover();
  await tab.page.clock.runFor(2_000);
  await expect(card(tab)).toBeVisible();
});

test('dots in a list are reached with the arrow keys, and explained as they have the focus', async ({ tab }) => {
  await tab.signInAs('ann');
  const list = tab.page.getByRole('list', { name: 'People online' });
  await expect(list.getByRole('listitem').first()).toBeVisible();
  await list.focus();
  await tab.page.keyboard.press('ArrowDown');

  await expect(card(tab)).toContainText('Ann Alvarez, Online');
  await expect(card(tab)).toContainText(
    /Others see you as online\. Last heartbeat accepted (just now|\d+ s ago); without another you go offline at \d\d:\d\d\./,
  );
  await expect(tab.page.locator('[aria-live="polite"]').filter({ hasText: 'Others see you as online' })).toHaveCount(1);
  await tab.page.keyboard.press('Escape');
  await expect(card(tab)).toBeHidden();
});

test('the key ? explains the dot of whatever has the focus, and nothing in a text field', async ({ tab }) => {
  await tab.signInAs('ann');
  await tab.messages.open('Ann & Ben');
  await tab.messages.roomLink('Ann & Ben').focus();
  await tab.page.keyboard.press('?');
  await expect(card(tab)).toContainText('Ben Brook, Offline');
  await expect(card(tab)).toContainText('Not on the server’s list of people online');

  await tab.messages.composer.focus();
  await expect(card(tab)).toBeHidden();
  await tab.page.keyboard.press('?');
  await expect(card(tab)).toBeHidden();
  await expect(tab.messages.composer).toHaveValue('?');
});

declare global {
  interface Window {
    /** How far the page's clock is ahead, in milliseconds. */
    __ahead?: number;
  }
}

/** The times on screen, and when one would go offline, in minutes since midnight. */
async function timesOf(tab: Tab): Promise<{ times: string[]; end: number }> {
  await expect(tab.messages.articles.last()).toBeVisible();
  const times = await tab.page.locator('time').allTextContents();
  await tab.page.getByRole('button', { name: 'Account' }).click();
  const end = tab.page.getByText(/without another you go offline at/);
  await expect(end).toBeVisible();
  const [, hours, minutes] = (await end.textContent())?.match(/at (\d\d):(\d\d)\./) ?? [];
  await tab.page.keyboard.press('Escape');
  return { times, end: Number(hours) * 60 + Number(minutes) };
}

for (const { how, hours } of [
  { how: 'three hours fast', hours: 3 },
  { how: 'three hours slow', hours: -3 },
])
  test(`a local clock that is ${how}, from the start or all of a sudden, changes nothing on screen`, async ({
    tab,
    openDevice,
    control,
  }) => {
    const wrong = await openDevice();
    for (const { context } of [tab, wrong]) {
      await context.addInitScript(() => {
        const now = Date.now.bind(Date);
        Date.now = () => now() + (window.__ahead ?? 0);
      });
    }
    await wrong.context.addInitScript((ahead) => {
      window.__ahead = ahead;
    }, hours * 3_600_000);
    await control.message('ben', 'General', 'what time is it?');
    for (const each of [tab, wrong]) {
      await each.signInAs('ann');
      await each.messages.open('General');
    }
    const right = await timesOf(tab);
    // They signed in one after the other, and time goes on; midnight may lie between.
    const isRight = (seen: { times: string[]; end: number }): boolean =>
      String(seen.times) === String(right.times) && (seen.end - right.end + 1_440) % 1_440 <= 2;
    expect(isRight(await timesOf(wrong))).toBe(true);

    await tab.page.evaluate((ahead) => {
      window.__ahead = ahead;
    }, hours * 3_600_000);
    const before = (await tab.calls('GET', api.onlineUsers)).length;
    await expect.poll(async () => (await tab.calls('GET', api.onlineUsers)).length).toBeGreaterThan(before + 1);
    expect(isRight(await timesOf(tab))).toBe(true);
  });
