import type { CDPSession } from '@playwright/test';
import type { Control } from '../fixtures/control';
import { answerInside, hours, messagesInAll, sizes, type Sizes } from '../fixtures/day';
import type { Tab } from '../fixtures/tab';
import { expect, test } from '../fixtures/test';
import type { VirtualTime } from '../fixtures/virtual_time';

/** A day on the messages page, as it is lived: a poll of three things every four seconds, and nothing may grow. */
async function begin(tab: Tab, control: Control, time: VirtualTime): Promise<CDPSession> {
  await time.govern(tab);
  await answerInside(tab.context, control);
  await tab.signInAs('ann');
  await openRoom(tab);
  const devtools = await tab.context.newCDPSession(tab.page);
  await devtools.send('Performance.enable');
  return devtools;
}

async function openRoom(tab: Tab): Promise<void> {
  await tab.page.getByRole('link', { name: /^Messages/ }).first().click();
  await tab.messages.choose('General');
}

async function pass(tab: Tab, minutes: number): Promise<void> {
  await tab.context.clock.runFor(minutes * 60_000);
  await tab.settled();
}

const most = (hourly: Sizes[], of: (sizes: Sizes) => number): number => Math.max(...hourly.map(of));

test('a day on the messages page leaves nothing behind', async ({ tab, control, time }) => {
  // A minute and a half where nothing else runs.
  test.setTimeout(600_000);
  const devtools = await begin(tab, control, time);

  const hourly: Sizes[] = [];
  for (let hour = 0; hour < hours; hour += 1) {
    await pass(tab, 60);
    hourly.push(await sizes(tab.page, devtools));
  }

  await expect(tab.messages.article(`Number ${messagesInAll - 1}`)).toBeVisible();
  expect(await tab.page.evaluate(() => window.__day?.answered)).toBeGreaterThan(hours * 900 * 2.5);
  const [first, later, story] = [hourly[0]!, hourly.slice(1), JSON.stringify(hourly)];
  // Timers come and go within an hour: one is more or less at the moment of looking.
  expect(most(later, ({ timers }) => timers), story).toBeLessThanOrEqual(8);
  expect(most(later, ({ listeners }) => listeners), story).toBe(first.listeners);
  // What is in the page of a message.
  expect(most(later, ({ nodes }) => nodes) - first.nodes, story).toBeLessThan(messagesInAll * 60);
  // The day's messages and the changes that diagnostics remember may need one page of 64 KiB more; in three days after that
  // they need no other. Four bytes left behind by each request would be four pages.
  expect(most(later, ({ pages }) => pages) - first.pages, story).toBeLessThanOrEqual(1);
});

/** Hours of a life. Each ends as it began: one tab, in front, on the messages page, and all is well. */
const lives: Record<string, (tab: Tab) => Promise<void>> = {
  uneventful: (tab) => pass(tab, 60),

  'hidden now and then': async (tab) => {
    for (const minutes of [2, 9, 19]) {
      await tab.hide();
      await pass(tab, minutes);
      await tab.show();
      await pass(tab, 10);
    }
  },

  'full of losses': async (tab) => {
    const setLossy = (lossy: boolean) => tab.page.evaluate((lossy) => void (window.__day!.lossy = lossy), lossy);
    await setLossy(true);
    await pass(tab, 45);
    await setLossy(false);
    await pass(tab, 15);
  },

  'spent here and there': async (tab) => {
    for (let round = 0; round < 3; round += 1) {
      await tab.page.getByRole('link', { name: /^Home/ }).first().click();
      await pass(tab, 5);
      await openRoom(tab);
      await tab.page.locator('[data-user-id]').filter({ visible: true }).first().hover();
      await expect(tab.page.locator('.status-card')).toBeVisible();
      await pass(tab, 5);
      await tab.page.mouse.move(0, 0);
      await expect(tab.page.locator('.status-card')).toBeHidden();
      await pass(tab, 10);
    }
  },

  'signed out for a while': async (tab) => {
    await tab.dashboard.signOut();
    await pass(tab, 30);
    await tab.signIn.submit('ann');
    await openRoom(tab);
    await pass(tab, 30);
  },

  'with a second tab': async (tab) => {
    const second = await tab.openTab('/dashboard/messages');
    await expect(second.messages.roomLink('General')).toBeVisible();
    // Short enough for the tabs to hear each other in the midst.
    for (let minute = 0; minute < 30; minute += 1) await pass(tab, 1);
    await second.page.close();
    await pass(tab, 30);
  },
};

test('a day with losses, hidden hours, sign-outs and a second tab leaves nothing behind', async ({ tab, control, time }) => {
  // Some two minutes where nothing else runs.
  test.setTimeout(600_000);
  const devtools = await begin(tab, control, time);

  const rounds: Sizes[][] = [];
  while (rounds.flat().length < hours) {
    const round: Sizes[] = [];
    for (const live of Object.values(lives)) {
      await live(tab);
      round.push(await sizes(tab.page, devtools));
    }
    rounds.push(round);
  }

  await expect(tab.messages.article(`Number ${messagesInAll - 1}`)).toBeVisible();
  expect(await tab.page.evaluate(() => window.__day?.lost)).toBeGreaterThan(100);
  const [first, later, story] = [rounds[0]!, rounds.slice(1).flat(), JSON.stringify(rounds)];
  expect(most(later, ({ timers }) => timers), story).toBeLessThanOrEqual(8);
  expect(most(later, ({ listeners }) => listeners), story).toBe(most(first, ({ listeners }) => listeners));
  // Messages come in this test, too; one is 35 nodes.
  const messagesLater = (later.length / hours) * messagesInAll;
  expect(most(later, ({ nodes }) => nodes) - most(first, ({ nodes }) => nodes), story).toBeLessThan(messagesLater * 50);
  expect(most(later, ({ pages }) => pages) - most(first, ({ pages }) => pages), story).toBeLessThanOrEqual(1);
});
