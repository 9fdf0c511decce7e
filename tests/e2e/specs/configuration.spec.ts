import { api } from '../fixtures/control';
import { configure } from '../fixtures/faults';
import { expectEvery } from '../fixtures/gaps';
import { expect, test } from '../fixtures/test';

test('the intervals follow the configuration in the page', async ({ tab, time }) => {
  await configure(tab.page, JSON.stringify({ heartbeatIntervalMs: 60_000, pollIntervalMs: 2_000 }));
  await time.govern(tab);
  await tab.signInAs('ann');
  await tab.messages.open();
  await tab.settled();

  const step = 0.25;
  await time.pass(62, step);

  const polls = await tab.calls('GET', api.onlineUsers);
  expect(polls.length).toBeGreaterThanOrEqual(27);
  expectEvery(2, polls.slice(-10), step);
  const heartbeats = await tab.calls('POST', api.heartbeat);
  expect(heartbeats.length).toBeGreaterThanOrEqual(1);
  expect(heartbeats.length).toBeLessThanOrEqual(2);
});

test('the time until data counts as old follows the configuration', async ({ tab, control, time }) => {
  await configure(tab.page, JSON.stringify({ staleAfterMs: 60_000 }));
  await time.govern(tab);
  await tab.signInAs('ann');
  await tab.messages.open('General');
  await tab.messages.dots.expectStatus(control.user('ann'), 'online');
  await control.disable(['online-users'], 500);

  await time.pass(50);
  await tab.messages.dots.expectStatus(control.user('ann'), 'online');
  await time.pass(20);
  await tab.messages.dots.expectEveryone('unknown');
});

const wrong: [key: string, value: unknown, why: string][] = [
  ['heartbeatIntervalMs', -5, 'negative'],
  ['heartbeatIntervalMs', '2 minutes', 'no number'],
  ['heartbeatIntervalMs', 400_000, 'longer than the threshold bears'],
  ['pollIntervalMs', 0, 'zero'],
  ['pollIntervalMs', null, 'null'],
  ['onlineThresholdMs', 'five', 'no number'],
  ['staleAfterMs', -1, 'negative'],
  ['hiddenTab', 'explode', 'unknown'],
  ['apiUrl', 42, 'no text'],
  ['apiUrl', 'ftp://example.org', 'no web address'],
];

for (const [key, value, why] of wrong) {
  test(`${key} ${JSON.stringify(value)} (${why}) is named in the console, and the app starts`, async ({ tab, consoleLines }) => {
    await configure(tab.page, JSON.stringify({ [key]: value }));
    await tab.signInAs('ann');
    await tab.messages.open();

    expect(consoleLines.warnings(key).length + consoleLines.lines(key).filter((line) => line.type === 'error').length).toBeGreaterThan(0);
    await expect(tab.messages.roomLink('General')).toBeVisible();
  });
}

test('the default is used in place of a wrong value', async ({ tab, time }) => {
  await configure(tab.page, JSON.stringify({ pollIntervalMs: 'often' }));
  await time.govern(tab);
  await tab.signInAs('ann');
  await tab.messages.open();
  await tab.settled();

  const step = 0.25;
  await time.pass(21, step);

  expectEvery(4, (await tab.calls('GET', api.onlineUsers)).slice(-4), step);
});

for (const [what, text] of [
  ['that is no JSON', '{ "apiUrl": '],
  ['that is a list', '[1, 2]'],
  ['that is empty', ''],
] as const) {
  test(`a configuration ${what} is named in the console, and the app starts with the defaults`, async ({ tab, consoleLines }) => {
    await configure(tab.page, text);
    await tab.signInAs('ann');
    expect(consoleLines.lines().filter((line) => /config/i.test(line.text) && line.type !== 'log')).not.toEqual([]);
  });
}

test('unknown keys harm nothing', async ({ tab }) => {
  await configure(tab.page, JSON.stringify({ colour: 'blue', pollIntervalMs: 4_000 }));
  await tab.signInAs('ann');
  await tab.messages.open();
  await expect(tab.messages.roomLink('General')).toBeVisible();
});
