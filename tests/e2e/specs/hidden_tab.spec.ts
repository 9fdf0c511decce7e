import { api } from '../fixtures/control';
import { configure } from '../fixtures/faults';
import { expect, test } from '../fixtures/test';

test('a hidden tab asks and sends nothing at all', async ({ tab, control, time }) => {
  await time.govern(tab);
  await tab.signInAs('ann');
  await tab.messages.open('General');
  await tab.settled();

  await tab.hide();
  await tab.settled();
  await control.forgetRequests();
  await time.pass(600, 5);

  expect(await control.requests()).toEqual([]);
});

test('a tab that becomes visible again sends a heartbeat at once and learns who is there', async ({ tab, control, time }) => {
  await time.govern(tab);
  await tab.signInAs('ann');
  await tab.messages.open('General');
  await tab.settled();
  await tab.hide();
  await time.pass(200, 5);
  await control.setActivity('ben', 0);
  await control.forgetRequests();

  await tab.show();

  await expect.poll(() => control.count('POST', api.heartbeat), { timeout: 2_000 }).toBe(1);
  await time.pass(5);
  await tab.messages.dots.expectStatus(control.user('ben'), 'online');
  expect(await control.count('POST', api.heartbeat)).toBe(1);
});

test('heartbeats go on every 120 seconds after the tab was hidden', async ({ tab, control, time }) => {
  await time.govern(tab);
  await tab.signInAs('ann');
  await tab.settled();
  await tab.hide();
  await time.pass(30, 5);
  await tab.show();
  await tab.settled();
  await control.forgetRequests();

  await time.pass(245);

  const sent = (await control.requests('POST', api.heartbeat)).filter((request) => request.status === 200);
  expect(sent).toHaveLength(2);
});

test('after hours of sleep there is one heartbeat and one poll, no burst', async ({ tab, control, time }) => {
  await time.govern(tab);
  await tab.signInAs('ann');
  await tab.messages.open('General');
  await tab.settled();
  await control.forgetRequests();

  await time.sleep(3 * 3600);
  await time.passInTabs(1);

  const answered = async (method: string, path: string) =>
    (await control.requests(method, path)).filter((request) => request.status < 400).length;
  expect(await answered('POST', api.heartbeat)).toBe(1);
  expect(await answered('GET', api.onlineUsers)).toBe(1);
  expect(await control.count('POST', api.refresh)).toBeLessThanOrEqual(1);
});

test('a page that is thawed while its network comes back sends one heartbeat and asks once', async ({ tab, time }) => {
  await time.govern(tab);
  await tab.signInAs('ann');
  await tab.messages.open('General');
  await time.pass(30, 5);
  await tab.settled();

  const thawed = await tab.page.evaluate(() => {
    const now = Date.now();
    document.dispatchEvent(new Event('resume'));
    window.dispatchEvent(new Event('online'));
    document.dispatchEvent(new Event('visibilitychange'));
    return now;
  });
  await time.passInTabs(4);

  for (const [method, path] of [['POST', api.heartbeat], ['GET', api.onlineUsers]] as const) {
    const soon = (await tab.calls(method, path)).filter(({ at }) => at >= thawed && at < thawed + 2_000);
    expect(soon, path).toHaveLength(1);
  }
});

test('fifty changes between hidden and visible cost three heartbeats in ten seconds at most', async ({ tab, control, time }) => {
  await time.govern(tab);
  await tab.signInAs('ann');
  await tab.messages.open('General');
  await tab.settled();
  await time.pass(30, 5);
  await control.forgetRequests();
  const before = (await tab.calls('POST', api.heartbeat)).length;

  for (let change = 0; change < 50; change += 1) {
    await (change % 2 === 0 ? tab.hide() : tab.show());
    await time.passInTabs(0.2, 0.2);
  }

  // So that none is sent between the two counts.
  await tab.hide();
  await tab.settled();
  // By the page's own clock: real time goes on beside the steps, so that all of them take more than ten seconds.
  const times = (await tab.calls('POST', api.heartbeat)).slice(before).map((call) => call.at);
  expect(times.length).toBeGreaterThanOrEqual(1);
  expect(await control.count('POST', api.heartbeat)).toBe(times.length);
  for (const [index, at] of times.slice(3).entries()) expect(at - (times[index] ?? 0)).toBeGreaterThanOrEqual(10_000);
});

test('with the policy "keep" a hidden tab sends its heartbeats, and asks for nothing', async ({ tab, control, time }) => {
  await configure(tab.page, '{"hiddenTab": "keep"}');
  await time.govern(tab);
  await tab.signInAs('ann');
  await tab.messages.open('General');
  await tab.settled();
  await tab.hide();
  await tab.settled();
  await control.forgetRequests();

  await time.pass(605, 5);

  // An access token may run out meanwhile.
  const answered = (await control.requests()).filter((request) => request.status === 200 && request.path !== api.refresh);
  expect(answered.map((request) => request.path)).toEqual(
    Array.from({ length: 5 }, () => api.heartbeat),
  );
});

test('with the policy "pauseAfterMs" a hidden tab sends heartbeats for so long', async ({ tab, control, time }) => {
  await configure(tab.page, '{"hiddenTab": {"pauseAfterMs": 300000}}');
  await time.govern(tab);
  await tab.signInAs('ann');
  await tab.settled();
  await tab.hide();
  await tab.settled();
  await control.forgetRequests();

  await time.pass(290, 5);
  expect(await control.count('POST', api.heartbeat)).toBe(2);
  await time.pass(400, 5);
  expect(await control.count('POST', api.heartbeat)).toBe(2);

  await tab.show();
  await expect.poll(() => control.count('POST', api.heartbeat)).toBe(3);
});
