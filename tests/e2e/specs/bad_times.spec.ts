import { api } from '../fixtures/control';
import { intercept } from '../fixtures/faults';
import { expect, test } from '../fixtures/test';

test('a web page in place of JSON breaks nothing, and the next good reply is taken', async ({ tab, control }) => {
  await control.setActivity('ben', 0);
  await tab.signInAs('ann');
  const html = (path: string) =>
    intercept(tab.page, { method: 'GET', path }, (route) =>
      route.fulfill({ status: 200, contentType: 'text/html', body: '<!doctype html><title>Proxy</title><p>Hello' }),
    );
  const restore = [await html(api.rooms), await html(api.onlineUsers), await html(api.users)];
  await tab.page.goto('/dashboard/messages');
  await expect(tab.dashboard.banner).toBeVisible();
  await expect.poll(async () => (await tab.calls('GET', api.rooms)).length).toBeGreaterThan(0);

  for (const undo of restore) await undo();

  await expect(tab.messages.roomLink('General')).toBeVisible({ timeout: 40_000 });
  await tab.messages.choose('General');
  await tab.messages.dots.expectStatus(control.user('ben'), 'online');
});

test('one room that makes no sense leaves the others on the page', async ({ tab }) => {
  await intercept(tab.page, { method: 'GET', path: api.rooms }, async (route) => {
    const response = await route.fetch();
    const rooms = (await response.json()) as object[];
    await route.fulfill({ response, json: [{ id: null, name: 'Broken' }, 'nonsense', ...rooms] });
  });
  await tab.signInAs('ann');
  await tab.messages.open();

  await expect(tab.messages.roomLink('General')).toBeVisible();
  await expect(tab.messages.roomLink('Broken')).toHaveCount(0);
});

test('lists that come as pages of results are read as well', async ({ tab, control }) => {
  await intercept(tab.page, { method: 'GET', path: /^\/api\/(users|chat\/rooms(\/\d+\/messages)?)\/$/ }, async (route) => {
    const response = await route.fetch();
    const results = (await response.json()) as unknown;
    if (!Array.isArray(results)) return route.fulfill({ response });
    await route.fulfill({ response, json: { count: results.length, next: null, previous: null, results } });
  });
  await tab.signInAs('ann');
  await tab.messages.open('General');

  await expect(tab.messages.articles).toHaveCount(6);
  await tab.messages.dots.expectStatus(control.user('ben'), 'offline');
});

test('a backend that is down at start keeps the session, and its return is noticed without a reload', async ({ tab }) => {
  await tab.signInAs('ann');
  const restore = await intercept(tab.page, { path: /./ }, (route) => route.abort('connectionrefused'));
  await tab.page.goto('/dashboard/messages');
  await expect.poll(async () => (await tab.page.evaluate(() => window.__instruments?.calls() ?? [])).length).toBeGreaterThan(0);
  await expect(tab.page).not.toHaveURL(/\/login/);

  await restore();

  await expect(tab.messages.roomLink('General')).toBeVisible({ timeout: 45_000 });
});

const UNTIL = { Date: 'Mon, 15 Jan 2024 10:00:00 GMT', 'Retry-After': 'Mon, 15 Jan 2024 10:00:20 GMT' };
for (const { how, status, headers } of [
  { how: 'for seconds', status: 429, headers: { 'Retry-After': '20' } },
  { how: 'until a date', status: 503, headers: UNTIL },
])
test(`a heartbeat that is told to wait ${how} waits as long as it was told`, async ({ tab, control, time }) => {
  await time.govern(tab);
  const restore = await intercept(tab.page, { path: api.heartbeat }, (route) =>
    route.fulfill({ status, headers, json: { detail: 'Throttled.' } }),
  );
  await tab.signInAs('ann');
  await expect.poll(async () => (await tab.calls('POST', api.heartbeat)).length).toBe(1);
  await tab.settled();
  await restore();

  await time.pass(53);
  expect(await control.count('POST', api.heartbeat)).toBe(1);
  // By the page's own clock: real time goes on beside the steps.
  const [first, second] = await tab.calls('POST', api.heartbeat);
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(20_000);
});

test('a poll that is told to wait waits as long as it was told, and asks for the rest as before', async ({ tab, control, time }) => {
  await time.govern(tab);
  await tab.signInAs('ann');
  await tab.messages.open('General');
  await tab.settled();
  const restore = await intercept(tab.page, { path: api.onlineUsers }, (route) =>
    route.fulfill({ status: 429, headers: { 'Retry-After': '20' }, json: { detail: 'Throttled.' } }),
  );
  const before = (await tab.calls('GET', api.onlineUsers)).length;
  while ((await tab.calls('GET', api.onlineUsers)).length === before) await time.passInTabs(1);
  await restore();
  await control.forgetRequests();

  // Coming back to the tab is no reason to be impatient.
  await time.passInTabs(5);
  await tab.hide();
  await tab.show();
  await time.passInTabs(24);

  const [refused, next] = (await tab.calls('GET', api.onlineUsers)).slice(before);
  expect((next?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(20_000);
  expect(await control.count('GET', api.rooms)).toBeGreaterThanOrEqual(5);
});

test('two lost heartbeats in a row never let the person go offline', async ({ tab, control, time }) => {
  test.slow();
  await time.govern(tab);
  await tab.signInAs('ann');
  await expect.poll(() => control.count('POST', api.heartbeat)).toBe(1);
  let lost = 0;
  await intercept(tab.page, { path: api.heartbeat }, async (route) => {
    if (lost === 2) return route.fallback();
    lost += 1;
    await route.abort('connectionreset');
  });

  await time.pass(295);

  expect(lost).toBe(2);
  const heard = (await control.requests('POST', api.heartbeat)).filter((request) => request.status === 200);
  const times = heard.map((request) => Date.parse(request.at));
  expect(times.length).toBeGreaterThanOrEqual(2);
  for (const [index, at] of times.slice(1).entries()) expect(at - (times[index] ?? 0)).toBeLessThan(300_000);
});

test('failing polls come ever less often, at least every 30 seconds or so', async ({ tab, control, time }) => {
  await time.govern(tab);
  await tab.signInAs('ann');
  await tab.messages.open('General');
  await tab.settled();
  await control.disable(['online-users'], 500);
  await time.pass(60);
  await control.forgetRequests();

  await time.pass(120);

  const attempts = await control.count('GET', api.onlineUsers);
  expect(attempts).toBeGreaterThanOrEqual(3);
  expect(attempts, 'fewer than a poll every four seconds').toBeLessThan(30);
});
