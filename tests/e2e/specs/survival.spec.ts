import type { Locator } from '@playwright/test';
import { api, type Control, type RoomName } from '../fixtures/control';
import { configure } from '../fixtures/faults';
import type { Tab } from '../fixtures/tab';
import { expect, test } from '../fixtures/test';

/** What comes in while something is in use. */
class Events {
  constructor(
    private readonly tab: Tab,
    private readonly control: Control,
  ) {}

  async aMessage(): Promise<void> {
    await this.control.message('ben', 'General', 'A message for the open room');
    await expect(this.tab.messages.article('A message for the open room').last()).toBeAttached();
  }

  async polls(): Promise<void> {
    const count = async () => (await this.tab.calls('GET', api.onlineUsers)).length;
    const before = await count();
    await expect.poll(count).toBeGreaterThan(before + 2);
    await this.tab.settled();
  }

  async aRoomMovesUp(room: RoomName): Promise<void> {
    await this.control.message('ben', room, `Moves ${room} up`);
    await expect(this.tab.messages.rooms.getByRole('link').first()).toHaveAccessibleName(new RegExp(`^${room}`));
  }

  async all(): Promise<void> {
    await this.aMessage();
    await this.polls();
    for (const room of ['Ann & Ben', 'Archive', 'General', 'Ann & Ben'] as const) await this.aRoomMovesUp(room);
  }
}

const selection = (field: Locator) =>
  field.evaluate((element) => {
    const { selectionStart, selectionEnd } = element as HTMLTextAreaElement;
    return [selectionStart, selectionEnd];
  });

const select = (field: Locator, from: number, to: number) =>
  field.evaluate((element, [start, end]) => (element as HTMLTextAreaElement).setSelectionRange(start!, end!), [from, to]);

test.beforeEach(async ({ tab }) => {
  await configure(tab.page, '{"pollIntervalMs": 300}');
  await tab.signInAs('ann');
  await tab.messages.open('General');
  await expect(tab.messages.articles).toHaveCount(6);
});

test('what is typed, the caret and the focus survive whatever comes', async ({ tab, control }) => {
  const { page, messages } = tab;
  await messages.composer.fill('Half a sentence');
  await select(messages.composer, 5, 7);

  await new Events(tab, control).all();

  await expect(messages.composer).toBeFocused();
  await expect(messages.composer).toHaveValue('Half a sentence');
  expect(await selection(messages.composer)).toEqual([5, 7]);
  await page.keyboard.type('the');
  await expect(messages.composer).toHaveValue('Half thesentence');
});

test('a word that an input method is composing is not disturbed', async ({ tab, control }) => {
  const { page, messages } = tab;
  await messages.composer.focus();
  await messages.composer.evaluate((field) => {
    field.dataset.ended = '0';
    field.addEventListener('compositionend', () => (field.dataset.ended = String(Number(field.dataset.ended) + 1)));
  });
  const session = await tab.context.newCDPSession(page);
  await session.send('Input.imeSetComposition', { text: 'にほ', selectionStart: 2, selectionEnd: 2 });
  await expect(messages.composer).toHaveValue('にほ');

  await new Events(tab, control).all();

  expect(await messages.composer.getAttribute('data-ended')).toBe('0');
  await session.send('Input.imeSetComposition', { text: 'にほん', selectionStart: 3, selectionEnd: 3 });
  await session.send('Input.insertText', { text: '日本' });
  await expect(messages.composer).toHaveValue('日本');
  await messages.composer.press('Enter');
  await expect(messages.article('日本')).toBeVisible();
});

test('the focus stays on the link of a room while rooms move around it, and when it moves itself', async ({ tab, control }) => {
  const { page, messages } = tab;
  const events = new Events(tab, control);
  await events.aRoomMovesUp('General');
  for (const room of ['Archive', 'Ann & Ben', 'Empty room'] as const) {
    await page.keyboard.press('Tab');
    await messages.roomLink(room).focus();
    await events.all();
    await expect(messages.roomLink(room), room).toBeFocused();
    expect(await messages.roomLink(room).evaluate((link) => link.matches(':focus-visible'))).toBe(true);
  }
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/${control.room('Empty room')}$`));
});

test('a room that moves up takes the focus from nothing else', async ({ tab, control }) => {
  const events = new Events(tab, control);
  await tab.messages.log.focus();
  await events.all();
  await expect(tab.messages.log).toBeFocused();
  // Nothing has it: nothing gets it.
  await tab.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await events.aRoomMovesUp('Archive');
  await events.aRoomMovesUp('General');
  expect(await tab.page.evaluate(() => document.activeElement === document.body)).toBe(true);
});

test('the search for a room keeps its text, its caret and the focus', async ({ tab, control }) => {
  const field = tab.page.getByRole('searchbox', { name: 'Find a room' });
  await field.fill('nn &');
  await select(field, 0, 0);
  await expect(tab.messages.roomLink('General')).toHaveCount(0);
  const events = new Events(tab, control);
  await events.aMessage();
  await events.polls();
  await control.message('ben', 'Ann & Ben', 'One that is found');
  await expect(tab.messages.roomLink('Ann & Ben')).toHaveAccessibleName(/One that is found/);

  await expect(field).toBeFocused();
  expect(await selection(field)).toEqual([0, 0]);
  await tab.page.keyboard.type('A');
  await expect(field).toHaveValue('Ann &');
  await expect(tab.messages.roomLink('Ann & Ben')).toBeVisible();
});

test('text that is selected in a message stays selected', async ({ tab, control }) => {
  const { page, messages } = tab;
  const text = messages.articles.nth(2).locator('.message__body');
  await text.selectText();
  const selected = () => page.evaluate(() => window.getSelection()?.toString());
  const before = await selected();
  expect(before).toBeTruthy();

  await new Events(tab, control).all();

  expect(await selected()).toBe(before);
  expect(await text.evaluate((body) => window.getSelection()?.containsNode(body, true))).toBe(true);
});

test('text that is selected in a message stays selected while older messages come above it', async ({ tab }) => {
  const { page, messages } = tab;
  await messages.choose('Archive');
  await expect.poll(async () => (await messages.ids()).length).toBeGreaterThanOrEqual(50);
  const before = (await messages.ids()).length;
  await messages.articles.last().locator('.message__body').selectText();
  const selected = await page.evaluate(() => window.getSelection()?.toString());

  await messages.scrollToTop();
  await expect.poll(async () => (await messages.ids()).length).toBeGreaterThan(before);

  expect(await page.evaluate(() => window.getSelection()?.toString())).toBe(selected);
});

test('the log stays where its reader is, and a room that is opened again opens at its end', async ({ tab, control }) => {
  const { page, messages } = tab;
  await messages.choose('Archive');
  await expect.poll(async () => (await messages.ids()).length).toBeGreaterThanOrEqual(50);
  await messages.scrollToTop();
  await expect.poll(async () => (await messages.ids()).length).toBeGreaterThan(50);
  await page.mouse.wheel(0, 400);
  await tab.settled();
  const reading = await messages.firstVisibleId();
  const place = await messages.topOf(reading);

  const events = new Events(tab, control);
  await events.aRoomMovesUp('General');
  await events.aRoomMovesUp('Archive');
  await expect(messages.newMessagesButton).toBeVisible();
  await events.polls();
  expect(Math.abs((await messages.topOf(reading)) - place)).toBeLessThan(3);

  await messages.choose('General');
  await messages.choose('Archive');
  await expect(messages.articles.last()).toBeInViewport();
  await expect
    .poll(async () => {
      const { top, height, client } = await messages.scrollBox();
      return height - client - top;
    })
    .toBeLessThan(8);
});

test('a draft is there again when one comes back to its room, and nowhere else', async ({ tab, control }) => {
  const { page, messages } = tab;
  await messages.composer.fill('For General');
  await messages.choose('Archive');
  await expect(messages.composer).toHaveValue('');
  await messages.composer.fill('For the archive');
  await new Events(tab, control).aRoomMovesUp('Ann & Ben');

  await messages.choose('General');
  await expect(messages.composer).toHaveValue('For General');
  await expect(messages.composer).toBeFocused();
  await page.goBack();
  await expect(messages.composer).toHaveValue('For the archive');
  await page.goForward();
  await expect(messages.composer).toHaveValue('For General');
  await page.keyboard.type('!');
  expect((await messages.composer.inputValue()).includes('!')).toBe(true);
});

test('a message in the log that has the focus keeps it', async ({ tab, control }) => {
  const dot = tab.messages.articles.first().locator('[tabindex="0"], button, a').first();
  const focusable = (await dot.count()) > 0 ? dot : tab.messages.log;
  await focusable.focus();
  await new Events(tab, control).all();
  await expect(focusable).toBeFocused();
});
