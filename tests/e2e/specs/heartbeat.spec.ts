import { api } from '../fixtures/control';
import { expectEvery } from '../fixtures/gaps';
import { expect, test } from '../fixtures/test';

test('a heartbeat is sent at once on sign-in, and the backend notes the activity', async ({ tab, control }) => {
  const reply = tab.page.waitForResponse((response) => response.url().endsWith(api.heartbeat));
  await tab.signInAs('ann');
  const heartbeat = await reply;

  expect(heartbeat.request().postDataJSON()).toEqual({
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/),
  });
  const body = await heartbeat.json();
  expect(body.success).toBe(true);
  expect(Math.abs(Date.parse(body.last_activity) - control.now())).toBeLessThan(5_000);
});

test('heartbeats follow every 120 seconds, whatever page is open', async ({ tab, control, time }) => {
  test.slow();
  await time.govern(tab);
  await tab.signInAs('ann');
  await tab.settled();

  await time.pass(605);

  const calls = await tab.calls('POST', api.heartbeat);
  expect(calls).toHaveLength(6);
  expectEvery(120, calls, 1);
  const statuses = (await control.requests('POST', api.heartbeat)).filter((request) => request.status === 200);
  expect(statuses).toHaveLength(6);
});

test('the admin layout sends heartbeats too', async ({ tab, control, time }) => {
  await time.govern(tab);
  await tab.signInAs('sam');
  await tab.admin.open();
  await tab.settled();
  await control.forgetRequests();

  await time.pass(121);

  const sent = (await control.requests('POST', api.heartbeat)).filter((request) => request.status === 200);
  expect(sent).toHaveLength(1);
  expect(sent[0]?.user).toBe(control.user('sam'));
});

test('moving between pages sends no further heartbeat', async ({ tab, control, time }) => {
  await time.govern(tab);
  await tab.signInAs('ann');
  await expect.poll(() => control.count('POST', api.heartbeat)).toBe(1);

  await tab.page.getByRole('link', { name: /^Messages/ }).first().click();
  await tab.messages.choose('General');
  await tab.page.goBack();
  await time.pass(30);

  expect(await control.count('POST', api.heartbeat)).toBe(1);
});

test('nothing is sent before sign-in', async ({ tab, control, time }) => {
  await time.govern(tab);
  await tab.signIn.open();
  await expect(tab.signIn.button).toBeVisible();

  await time.pass(130);

  expect(await control.requests()).toEqual([]);
});

test('nothing is sent after sign-out', async ({ tab, control, time }) => {
  await time.govern(tab);
  await tab.signInAs('ann');
  await tab.dashboard.signOut();
  await tab.settled();
  await control.forgetRequests();

  await time.pass(130);

  expect(await control.requests()).toEqual([]);
});
