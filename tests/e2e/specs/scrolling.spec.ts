import type { Messages } from '../pages/messages';
import { expect, test } from '../fixtures/test';

async function expectAtEnd(messages: Messages): Promise<void> {
  await expect.poll(async () => {
    const { top, height, client } = await messages.scrollBox();
    return height - client - top;
  }).toBeLessThan(8);
}

test.beforeEach(async ({ tab }) => {
  await tab.signInAs('ann');
  await tab.messages.open('Archive');
  await expect.poll(async () => (await tab.messages.ids()).length).toBeGreaterThanOrEqual(50);
});

test('a room opens at its newest message', async ({ tab }) => {
  await expectAtEnd(tab.messages);
  await expect(tab.messages.articles.last()).toBeInViewport();
});

test('scrolling up brings older messages without moving what is read', async ({ tab }) => {
  const before = await tab.messages.ids();
  const oldest = before[0] ?? 0;
  expect(before.length).toBeLessThan(120);

  await tab.messages.scrollToTop();
  await expect.poll(async () => (await tab.messages.ids()).length).toBeGreaterThan(before.length);

  const log = await tab.messages.log.boundingBox();
  await expect(async () => {
    const distance = (await tab.messages.topOf(oldest)) - (log?.y ?? 0);
    expect(distance).toBeGreaterThan(-5);
    expect(distance).toBeLessThan(log?.height ?? 0);
  }).toPass();
});

test('all of the room can be reached, each message once and in order', async ({ tab }) => {
  await expect(async () => {
    await tab.messages.scrollToTop();
    expect(await tab.messages.ids()).toHaveLength(120);
  }).toPass({ timeout: 30_000 });

  const ids = await tab.messages.ids();
  expect(new Set(ids).size).toBe(120);
  expect(ids).toEqual([...ids].sort((a, b) => a - b));
});

test('new messages leave the reader where they are, and a button leads to them', async ({ tab, control }) => {
  await tab.messages.scrollToTop();
  await expect.poll(async () => (await tab.messages.ids()).length).toBeGreaterThan(50);
  await tab.page.mouse.wheel(0, 300);
  await tab.settled();
  const reading = await tab.messages.firstVisibleId();
  const place = await tab.messages.topOf(reading);

  await control.message('ben', 'Archive', 'Fresh from Ben');
  await expect(tab.messages.newMessagesButton).toBeVisible();
  expect(Math.abs((await tab.messages.topOf(reading)) - place)).toBeLessThan(3);

  await tab.messages.newMessagesButton.click();
  await expect(tab.messages.article('Fresh from Ben')).toBeInViewport();
  await expect(tab.messages.newMessagesButton).toHaveCount(0);
});

test('at the end of the log new messages come into view by themselves', async ({ tab, control }) => {
  await expectAtEnd(tab.messages);
  await control.message('ben', 'Archive', 'Right below');
  await expect(tab.messages.article('Right below')).toBeInViewport();
  await expect(tab.messages.newMessagesButton).toHaveCount(0);
});

test("one's own message is in view wherever one was reading", async ({ tab }) => {
  await tab.messages.scrollToTop();
  await expect(tab.messages.articles.last()).not.toBeInViewport();

  await tab.messages.send('Mine, from above');

  await expect(tab.messages.article('Mine, from above')).toBeInViewport();
});
