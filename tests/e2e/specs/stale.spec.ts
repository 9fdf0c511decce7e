import { type Control, api } from '../fixtures/control';
import type { Tab } from '../fixtures/tab';
import { expect, test } from '../fixtures/test';
import type { VirtualTime } from '../fixtures/virtual_time';

async function seeBenOnline(tab: Tab, control: Control, time: VirtualTime): Promise<void> {
  await control.setActivity('ben', 0);
  await time.govern(tab);
  await tab.signInAs('ann');
  await tab.messages.open('General');
  await tab.messages.dots.expectStatus(control.user('ben'), 'online');
}

test('after 30 seconds without a good reply every dot is unknown and the page says since when', async ({
  tab,
  control,
  time,
}) => {
  await seeBenOnline(tab, control, time);
  await control.disable(['online-users'], 500);

  // The last good reply may be four seconds old by now, and real time goes on beside the steps.
  await time.pass(18);
  await tab.messages.dots.expectStatus(control.user('ben'), 'online');
  await expect(tab.messages.staleNotice).toHaveCount(0);

  await time.pass(18);
  await tab.messages.dots.expectEveryone('unknown');
  await expect(tab.messages.staleNotice).toBeVisible();
});

test('one good reply makes everything known again', async ({ tab, control, time }) => {
  await seeBenOnline(tab, control, time);
  await control.disable(['online-users'], 500);
  await time.pass(36);
  await tab.messages.dots.expectEveryone('unknown');

  await control.enableAll();
  await control.forgetRequests();
  for (let second = 0; second < 35 && (await control.count('GET', api.onlineUsers)) === 0; second += 1) {
    await time.pass(1);
  }

  expect(await control.count('GET', api.onlineUsers)).toBe(1);
  await tab.messages.dots.expectStatus(control.user('ben'), 'online');
  await tab.messages.dots.expectStatus(control.user('cleo'), 'offline');
  await expect(tab.messages.staleNotice).toHaveCount(0);
});

test('a dead network makes nobody offline and leaves nobody green', async ({ tab, control, time }) => {
  await seeBenOnline(tab, control, time);

  await tab.context.setOffline(true);
  await time.pass(36);
  await tab.messages.dots.expectEveryone('unknown');
  await expect(tab.messages.staleNotice).toBeVisible();

  await tab.context.setOffline(false);
  await time.pass(35);
  await tab.messages.dots.expectStatus(control.user('ben'), 'online');
  await expect(tab.messages.staleNotice).toHaveCount(0);
});

test('a lost network is said within five seconds, while dots still say what they said, and a blip is not', async ({
  tab,
  control,
  time,
}) => {
  await seeBenOnline(tab, control, time);

  await tab.context.setOffline(true);
  await time.pass(2);
  await tab.context.setOffline(false);
  for (let second = 0; second < 8; second += 1) {
    await time.pass(1);
    await expect(tab.messages.staleNotice).toHaveCount(0);
  }

  await tab.context.setOffline(true);
  await time.pass(5);
  await expect(tab.messages.staleNotice).toContainText('can\'t be reached');
  expect(await tab.messages.dots.statusesOf(control.user('ben'))).toEqual(['online']);

  await tab.context.setOffline(false);
  await control.forgetRequests();
  await time.pass(1);
  expect(await control.count('GET', api.onlineUsers)).toBe(1);
  await expect(tab.messages.staleNotice).toHaveCount(0);
});

test('a single failed poll changes nothing on screen', async ({ tab, control, time }) => {
  await seeBenOnline(tab, control, time);

  await control.forgetRequests();
  await control.disable(['online-users'], 500);
  await time.pass(5);
  expect(await control.count('GET', api.onlineUsers)).toBeGreaterThan(0);
  await control.enableAll();

  expect(await tab.messages.dots.statusesOf(control.user('ben'))).toEqual(['online']);
  await expect(tab.messages.staleNotice).toHaveCount(0);
});
