import { api } from '../fixtures/control';
import type { Tab } from '../fixtures/tab';
import { expect, test } from '../fixtures/test';

async function expectNoErrorOnScreen(tab: Tab): Promise<void> {
  await expect(tab.page.getByRole('alert').filter({ visible: true })).toHaveCount(0);
  await expect(tab.messages.staleNotice).toHaveCount(0);
}

test('without the heartbeat endpoint the app goes on without a word to the user', async ({ tab, control, consoleLines }) => {
  await control.disable(['heartbeat']);
  await control.setActivity('ben', 0);
  await tab.signInAs('ann');
  await tab.messages.open('General');

  await tab.messages.dots.expectStatus(control.user('ben'), 'online');
  await tab.messages.send('Still here');
  await expect(tab.messages.article('Still here')).toBeVisible();
  await expectNoErrorOnScreen(tab);
  await expect.poll(() => consoleLines.warnings('[Heartbeat]').length).toBeGreaterThan(0);
  expect(consoleLines.warnings('[Heartbeat]')[0]?.text).toMatch(/404|not found/i);
});

for (const status of [404, 405, 501]) {
  test(`when online-users answers ${status}, the alternative is used and remembered`, async ({ tab, control, time }) => {
    await control.disable(['online-users'], status);
    await control.setActivity('ben', 0);
    await time.govern(tab);
    await tab.signInAs('ann');
    await tab.messages.open('General');
    await tab.messages.dots.expectStatus(control.user('ben'), 'online');

    await control.forgetRequests();
    await time.pass(13);

    expect(await control.count('GET', api.onlineUsers)).toBe(0);
    expect(await control.count('GET', api.onlineUsersAlternative)).toBeGreaterThanOrEqual(3);
    await expectNoErrorOnScreen(tab);
  });
}

test('with neither endpoint everyone is offline, and no error is shown however long it lasts', async ({
  tab,
  control,
  time,
}) => {
  await control.disable(['online-users', 'rooms-online-users']);
  await control.setActivity('ben', 0);
  await time.govern(tab);
  await tab.signInAs('ann');
  await tab.messages.open('General');
  await tab.messages.dots.expectStatus(control.user('ben'), 'offline');

  await time.pass(60);

  await tab.messages.dots.expectStatus(control.user('ben'), 'offline');
  await expect(tab.messages.dots.all.and(tab.page.locator('[data-status="unknown"]'))).toHaveCount(0);
  await expectNoErrorOnScreen(tab);
});

for (const status of [500, 503, 403]) {
  test(`a ${status} from online-users does not lead to the alternative`, async ({ tab, control, time }) => {
    await control.disable(['online-users'], status);
    await time.govern(tab);
    await tab.signInAs('ann');
    await tab.messages.open('General');

    await time.pass(20);

    expect(await control.count('GET', api.onlineUsers)).toBeGreaterThan(0);
    expect(await control.count('GET', api.onlineUsersAlternative)).toBe(0);
  });
}

test("without the user directory the rooms' participants still have their dots", async ({ tab, control }) => {
  await control.disable(['users']);
  await control.setActivity('ben', 0);
  await tab.signInAs('ann');
  await tab.messages.open('General');

  await tab.messages.dots.expectStatus(control.user('ben'), 'online');
  await expect(tab.messages.article(/./).first()).toBeVisible();
});

test('without the rooms endpoint presence goes on, and the rooms come as soon as it is back', async ({ tab, control }) => {
  await control.disable(['rooms']);
  await tab.signInAs('ann');
  await tab.page.goto('/dashboard/messages');
  await expect.poll(() => control.count('GET', api.rooms)).toBeGreaterThan(0);
  await expect(tab.messages.rooms.getByRole('link')).toHaveCount(0);
  expect((await control.requests('POST', api.heartbeat)).at(-1)?.status).toBe(200);

  await control.enableAll();

  await expect(tab.messages.roomLink('General')).toBeVisible({ timeout: 40_000 });
});

test('without the messages endpoint the room still opens, and its messages come as soon as it is back', async ({
  tab,
  control,
}) => {
  await control.disable(['messages']);
  await tab.signInAs('ann');
  await tab.messages.open();
  await tab.messages.roomLink('General').click();
  await expect.poll(() => control.count('GET', api.messages(control.room('General')))).toBeGreaterThan(0);
  await expect(tab.messages.articles).toHaveCount(0);
  await expect(tab.messages.roomLink('Archive')).toBeVisible();

  await control.enableAll();

  await expect(tab.messages.articles).not.toHaveCount(0, { timeout: 40_000 });
});
