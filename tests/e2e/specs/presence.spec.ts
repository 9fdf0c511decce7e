import { api } from '../fixtures/control';
import { expectEvery } from '../fixtures/gaps';
import { expect, test } from '../fixtures/test';

test('the backend lists exactly those who were active within five minutes', async ({ tab, control }) => {
  await control.setActivity('ben', 240);
  await control.setActivity('cleo', 301);
  await control.setActivity('sam', 5);
  const ann = control.user('ann');
  // Her own first heartbeat may be on its way when the first question is asked. Listened for from the start: once the page
  // has the list, the backend answers without a body.
  let online: number[] = [];
  const heard = tab.page.waitForResponse(
    async (response) => {
      if (!response.url().endsWith(api.onlineUsers) || response.status() !== 200) return false;
      ({ online_users: online } = await response.json());
      return online.includes(ann);
    },
    { timeout: 30_000 },
  );
  await tab.signInAs('ann');
  await heard;

  const expected = [ann, control.user('ben'), control.user('sam')].sort((a, b) => a - b);
  expect(online).toEqual(expected);
});

test('the messages page asks who is online every four seconds, and for rooms and messages with it', async ({
  tab,
  control,
  time,
}) => {
  await time.govern(tab);
  await tab.signInAs('ann');
  await tab.messages.open('General');
  await tab.settled();
  await control.forgetRequests();

  const step = 0.25;
  await time.pass(41, step);

  for (const path of [api.onlineUsers, api.rooms, api.messages(control.room('General'))]) {
    const calls = (await tab.calls('GET', path)).slice(-9);
    expect(calls, path).toHaveLength(9);
    expectEvery(4, calls, step);
    expect(await control.count('GET', path), path).toBeGreaterThanOrEqual(9);
    expect(await control.count('GET', path), path).toBeLessThanOrEqual(12);
  }
});

test('a second question is never asked before the first is answered', async ({ tab, time }) => {
  await time.govern(tab);
  await tab.signInAs('ann');
  await tab.messages.open();
  await tab.settled();
  const before = (await tab.calls('GET', api.onlineUsers)).length;

  let release: () => void = () => undefined;
  const released = new Promise<void>((done) => {
    release = done;
  });
  await tab.page.route(`**${api.onlineUsers}`, async (route) => {
    await released;
    await route.fallback();
  });
  for (let second = 0; second < 9; second += 1) await tab.context.clock.runFor(1_000);

  expect((await tab.calls('GET', api.onlineUsers)).length - before).toBe(1);
  release();
});

test('someone who comes online turns green at the next poll', async ({ tab, control }) => {
  await tab.signInAs('ann');
  await tab.messages.open('General');
  await tab.messages.dots.expectStatus(control.user('ben'), 'offline');

  await control.setActivity('ben', 0);

  await tab.messages.dots.expectStatus(control.user('ben'), 'online');
});

test('one sees oneself online', async ({ tab, control }) => {
  await tab.signInAs('ann');
  await tab.messages.open('General');
  await tab.messages.dots.expectStatus(control.user('ann'), 'online');
});

test('someone appears offline after five minutes of inactivity', async ({ tab, openDevice, control, time }) => {
  const ben = await openDevice();
  await time.govern(tab, ben);
  await ben.signInAs('ben');
  await expect.poll(() => control.count('POST', api.heartbeat)).toBe(1);
  await ben.context.close();
  await tab.signInAs('ann');
  await tab.messages.open('General');
  await tab.messages.dots.expectStatus(control.user('ben'), 'online');

  await time.pass(310, 5);

  await tab.messages.dots.expectStatus(control.user('ben'), 'offline');
  await tab.messages.dots.expectStatus(control.user('ann'), 'online');
});

test('the documented timeline: closed at 06:30, still online just before 11:00, offline at 11:01', async ({
  tab,
  openDevice,
  control,
  time,
}) => {
  test.slow();
  const ben = await openDevice();
  await time.govern(tab, ben);
  await ben.signInAs('ben');
  await ben.settled();
  await time.pass(390);
  const heartbeats = await ben.calls('POST', api.heartbeat);
  expect(heartbeats, 'at 00:00, 02:00, 04:00 and 06:00').toHaveLength(4);
  expectEvery(120, heartbeats, 1);
  const last = (await control.requests('POST', api.heartbeat)).at(-1);
  const lastActivity = Date.parse(last?.at ?? '');
  await ben.context.close();

  await tab.signInAs('ann');
  await tab.messages.open('General');
  // The backend's clock ticks on, so "exactly five minutes" is met a moment before.
  await control.advanceTo(lastActivity + 296_000);
  await control.forgetRequests();
  await time.passInTabs(5);
  expect(await control.count('GET', api.onlineUsers)).toBeGreaterThan(0);
  await tab.messages.dots.expectStatus(control.user('ben'), 'online');

  await control.advanceTo(lastActivity + 301_000);
  await time.passInTabs(5);
  await tab.messages.dots.expectStatus(control.user('ben'), 'offline');
});
