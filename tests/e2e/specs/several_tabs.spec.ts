import { type Control, api } from '../fixtures/control';
import type { PageCall } from '../fixtures/instrument';
import type { Tab } from '../fixtures/tab';
import { expect, test } from '../fixtures/test';
import type { VirtualTime } from '../fixtures/virtual_time';

const polls = [api.onlineUsers, api.rooms];

/** So many tabs of Ann's side by side, all visible, on the messages page. */
async function sideBySide(first: Tab, count: number): Promise<Tab[]> {
  await first.signInAs('ann');
  await first.messages.open('General');
  const tabs = [first];
  while (tabs.length < count) {
    const tab = await first.openTab('/dashboard/messages');
    await expect(tab.messages.roomLink('General')).toBeVisible();
    tabs.push(tab);
  }
  return tabs;
}

/** Lets the tabs settle, and then counts requests anew for so many seconds; says how many it really was. */
async function settleAndCount(tab: Tab, control: Control, time: VirtualTime, seconds: number): Promise<number> {
  await time.pass(12);
  await control.forgetRequests();
  const clock = (): Promise<number> => tab.page.evaluate(() => Date.now() / 1000);
  const start = await clock();
  await time.pass(seconds);
  // The page's clock also runs by itself.
  return (await clock()) - start;
}

for (const { count, how, withoutLocks } of [
  { count: 5, how: 'five tabs side by side', withoutLocks: false },
  { count: 2, how: 'two tabs that cannot take turns', withoutLocks: true },
])
test(`${how} ask the backend as often as one`, async ({ tab, control, time }) => {
  test.slow();
  if (withoutLocks) {
    await tab.context.addInitScript(() => Object.defineProperty(navigator, 'locks', { value: undefined }));
  }
  await time.govern(tab);
  const tabs = await sideBySide(tab, count);
  await time.govern(...tabs);

  const elapsed = await settleAndCount(tab, control, time, 60);
  for (const path of polls) {
    const asked = await control.count('GET', path);
    expect(asked, path).toBeGreaterThan(elapsed / 4 - 6);
    expect(asked, path).toBeLessThan(elapsed / 4 + 3);
  }
  expect(await control.count('POST', api.heartbeat)).toBeLessThanOrEqual(elapsed / 120 + 1);
});

test('what one tab learns, the others show within 300 ms', async ({ tab, control }) => {
  const [first, second] = await sideBySide(tab, 2);
  const ben = control.user('ben');
  // One tab asks; wait until the other one has ceased to.
  const patience = { timeout: 40_000 };
  await expect
    .poll(async () => {
      const before = (await second!.calls('GET', api.onlineUsers)).length;
      await first!.page.waitForResponse((reply) => reply.url().endsWith(api.onlineUsers));
      await first!.page.waitForResponse((reply) => reply.url().endsWith(api.onlineUsers));
      return (await second!.calls('GET', api.onlineUsers)).length - before;
    }, patience)
    .toBe(0);
  const turned = (each: Tab): Promise<number> =>
    each.page.evaluate((id) => {
      const isOnline = (): boolean =>
        document.querySelector(`[data-user-id="${id}"]`)?.getAttribute('data-status') === 'online';
      return new Promise<number>((done) => {
        const watch = new MutationObserver(() => {
          if (isOnline()) {
            watch.disconnect();
            done(Date.now());
          }
        });
        watch.observe(document.body, { subtree: true, attributes: true, childList: true });
      });
    }, ben);
  const turns = Promise.all([turned(first!), turned(second!)]);

  await control.setActivity('ben', 0);

  const [one, other] = await turns;
  expect(Math.abs(one - other)).toBeLessThanOrEqual(300);
});

const askedBy = async (tabs: Tab[]): Promise<PageCall[][]> =>
  Promise.all(tabs.map((each) => each.calls('GET', api.onlineUsers)));

/** The one of these tabs that asks for all of them, just after it has asked, and when that was. */
async function leading(tabs: Tab[], time: VirtualTime): Promise<{ leader: Tab; asked: number; others: Tab[] }> {
  for (let tries = 0; tries < 5; tries += 1) {
    const before = await askedBy(tabs);
    await time.pass(10);
    const after = await askedBy(tabs);
    const [leader, second] = tabs.filter((_, index) => after[index]!.length > before[index]!.length);
    if (!leader || second) continue;
    for (;;) {
      const calls = await leader.calls('GET', api.onlineUsers);
      if (calls.length > after[tabs.indexOf(leader)]!.length) {
        return { leader, asked: calls.at(-1)!.at, others: tabs.filter((each) => each !== leader) };
      }
      await time.pass(0.5, 0.5);
    }
  }
  throw new Error('it is never one tab that asks for all');
}

/** How long after that one of these tabs first asked who is online. */
async function askedAfter(instant: number, tabs: Tab[]): Promise<number> {
  const calls = (await askedBy(tabs)).flat().map(({ at }) => at - instant);
  return Math.min(...calls.filter((after) => after > 0));
}

test('a tab that asks for all and is closed is replaced at once', async ({ tab, time }) => {
  test.slow();
  await time.govern(tab);
  let tabs = await sideBySide(tab, 3);
  await time.govern(...tabs);
  // The one that takes over is followed, too.
  while (tabs.length > 1) {
    const { leader, asked, others } = await leading(tabs, time);
    await leader.page.close();
    await time.pass(8, 0.5);

    // When the closed one would have asked. Who has only its silence to go by waits for 7 seconds at the least.
    expect(await askedAfter(asked, others)).toBeLessThanOrEqual(5_000);
    tabs = others;
  }
});

test('a tab that asks for all and crashes is replaced within 10 seconds', async ({ tab, time }) => {
  test.slow();
  await time.govern(tab);
  const tabs = await sideBySide(tab, 3);
  await time.govern(...tabs);
  const { leader, asked, others } = await leading(tabs, time);

  // Nothing runs in it any more, and it says nothing.
  const crashed = leader.page.waitForEvent('crash');
  void leader.page.goto('chrome://crash').catch(() => undefined);
  await crashed;
  // The clocks go on by themselves; nobody could move them in a page that is dead.
  const soon = { timeout: 15_000 };
  await expect.poll(() => askedAfter(asked, others), soon).toBeLessThanOrEqual(10_000);
});

test('the person pauses only when all their tabs are hidden', async ({ tab, control, time }) => {
  test.slow();
  await time.govern(tab);
  const tabs = await sideBySide(tab, 2);
  await time.govern(...tabs);
  await tabs[0]!.hide();
  await time.pass(130);
  await control.forgetRequests();
  const before = (await tabs[1]!.calls('GET', api.onlineUsers)).length;
  await time.pass(130);
  expect(await control.count('POST', api.heartbeat)).toBeGreaterThanOrEqual(1);
  expect((await tabs[1]!.calls('GET', api.onlineUsers)).length).toBeGreaterThan(before);

  await tabs[1]!.hide();
  await tabs[1]!.settled();
  await control.forgetRequests();
  await time.pass(250, 2);
  expect(await control.requests()).toEqual([]);
});

test('without Web Locks, and without a channel, every tab works for itself, and knows who is online', async ({ tab, control, time }) => {
  test.slow();
  await tab.context.addInitScript(() => {
    Object.defineProperty(navigator, 'locks', { value: undefined });
    Reflect.deleteProperty(window, 'BroadcastChannel');
  });
  await time.govern(tab);
  const tabs = await sideBySide(tab, 2);
  await time.govern(...tabs);
  await control.setActivity('ben', 0);
  for (const each of tabs) await each.messages.dots.expectStatus(control.user('ben'), 'online');

  const elapsed = await settleAndCount(tab, control, time, 120);
  for (const path of polls) {
    const asked = await control.count('GET', path);
    expect(asked, path).toBeGreaterThan(2 * (elapsed / 4 - 3));
    expect(asked, path).toBeLessThan(2 * (elapsed / 4 + 2));
  }
  const beats = await control.count('POST', api.heartbeat);
  expect(beats).toBeGreaterThanOrEqual(2);
  expect(beats).toBeLessThanOrEqual(2 * (elapsed / 120 + 1));
});
