import { intercept } from '../fixtures/faults';
import { api } from '../fixtures/control';
import { expect, test } from '../fixtures/test';

test('the console tells of heartbeats and polls in the documented words', async ({ tab, control, consoleLines }) => {
  await control.setActivity('ben', 0);
  await tab.signInAs('ann');
  await tab.messages.open();

  for (const line of [
    '[Heartbeat] Sending heartbeat...',
    '[Heartbeat] Sent successfully',
    '[Online Users] Fetching online users...',
    '[Online Users] Fetched: 2',
  ]) {
    await expect.poll(() => consoleLines.lines(line).length, line).toBeGreaterThan(0);
  }
});

test('a poll is told once for the question and once for the answer', async ({ tab, time, consoleLines }) => {
  await time.govern(tab);
  await tab.signInAs('ann');
  await tab.messages.open();
  await tab.settled();
  consoleLines.forget();

  await time.pass(21);

  const asked = consoleLines.lines('[Online Users] Fetching online users...').length;
  const answered = consoleLines.lines('[Online Users] Fetched:').length;
  expect(asked).toBeGreaterThanOrEqual(4);
  expect(asked).toBeLessThanOrEqual(6);
  expect(Math.abs(asked - answered)).toBeLessThanOrEqual(1);
});

test('a failure is one warning with its reason', async ({ tab, control, consoleLines }) => {
  await control.disable(['heartbeat'], 503);
  await tab.signInAs('ann');

  await expect.poll(() => consoleLines.warnings('[Heartbeat]').length).toBeGreaterThan(0);
  const attempts = await control.count('POST', api.heartbeat);
  expect(consoleLines.warnings('[Heartbeat]').length).toBeLessThanOrEqual(attempts);
  expect(consoleLines.warnings('[Heartbeat]')[0]?.text).toMatch(/503|server/i);
  expect(consoleLines.lines('[Heartbeat] Sent successfully')).toHaveLength(0);
});

test('a poll that fails is a warning with its reason', async ({ tab, consoleLines }) => {
  await intercept(tab.page, { path: api.onlineUsers }, (route) =>
    route.fulfill({ status: 200, contentType: 'text/html', body: '<p>not JSON' }),
  );
  await tab.signInAs('ann');
  await tab.messages.open();

  await expect.poll(() => consoleLines.warnings('[Online Users]').length).toBeGreaterThan(0);
});

test('what people write never reaches the console', async ({ tab, control, consoleLines }) => {
  await tab.signInAs('ann');
  await tab.messages.open('General');
  await intercept(tab.page, { method: 'POST', path: /\/messages\/$/ }, (route) =>
    route.fulfill({ status: 400, json: { content: ['Quince is refused.'] } }),
  );
  await tab.messages.send('A quince, privately');
  await expect(tab.messages.sendAgainButton).toBeVisible();
  await control.message('ben', 'General', 'A medlar, privately');
  await expect(tab.messages.article('A medlar, privately')).toBeVisible();

  expect(consoleLines.lines('privately')).toEqual([]);
});
