import { api } from '../fixtures/control';
import { expect, test } from '../fixtures/test';

test('closing one of two tabs leaves the person online', async ({ tab, openDevice, control, time }) => {
  test.slow();
  const observer = await openDevice();
  await time.govern(tab, observer);
  await tab.signInAs('ann');
  const second = await tab.openTab('/dashboard');
  await time.govern(second);
  await second.dashboard.isOpen();
  await second.settled();

  await tab.page.close();
  await time.pass(400, 2);

  await observer.signInAs('ben');
  await observer.messages.open('General');
  await observer.messages.dots.expectStatus(control.user('ann'), 'online');
});

test('two devices of one person keep her online, and closing one changes nothing', async ({
  tab,
  openDevice,
  control,
  time,
}) => {
  test.slow();
  const phone = await openDevice();
  const observer = await openDevice();
  await time.govern(tab, phone, observer);
  await tab.signInAs('ann');
  await phone.signInAs('ann');
  await phone.settled();

  await phone.context.close();
  await time.pass(400, 2);

  await observer.signInAs('ben');
  await observer.messages.open('General');
  await observer.messages.dots.expectStatus(control.user('ann'), 'online');
});

test('a hidden tab beside a visible one costs nothing and changes nothing', async ({ tab, control, time }) => {
  test.slow();
  await time.govern(tab);
  await tab.signInAs('ann');
  const second = await tab.openTab('/dashboard');
  await time.govern(second);
  await second.dashboard.isOpen();
  await tab.hide();
  await tab.settled();
  await second.settled();
  await control.forgetRequests();
  const before = (await tab.calls('POST', api.heartbeat)).length;

  await time.pass(245);

  expect((await tab.calls('POST', api.heartbeat)).length).toBe(before);
  expect(await control.count('POST', api.heartbeat)).toBeGreaterThanOrEqual(2);
});

test('two people see each other come and go', async ({ tab, openDevice, control }) => {
  const ben = await openDevice();
  await tab.signInAs('ann');
  await tab.messages.open('General');
  await tab.messages.dots.expectStatus(control.user('ben'), 'offline');

  await ben.signInAs('ben');
  await ben.messages.open('General');

  await tab.messages.dots.expectStatus(control.user('ben'), 'online');
  await ben.messages.dots.expectStatus(control.user('ann'), 'online');
});
