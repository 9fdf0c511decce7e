import type { Locator, Page } from '@playwright/test';
import type { Username } from '../fixtures/control';
import { configure, intercept } from '../fixtures/faults';
import { expect, test } from '../fixtures/test';
import { Dots } from '../pages/dots';

/** The people of a list or table, from top to bottom. */
const order = (list: Locator): Promise<number[]> =>
  new Dots(list).all.evaluateAll((dots) => dots.map((dot) => Number(dot.getAttribute('data-user-id'))));

const quickly = (page: Page) => configure(page, '{"pollIntervalMs": 300, "staleAfterMs": 10000}');

const nowhere = (page: Page) => page.mouse.move(1, 1);

test('the list of those who are online keeps still under the pointer, and is right again when it has left', async ({
  tab,
  control,
}) => {
  const id = (name: Username) => control.user(name);
  for (const name of ['ben', 'cleo', 'sam'] as const) await control.setActivity(name, 0);
  await quickly(tab.page);
  await tab.signInAs('ann');
  const section = tab.page.getByRole('region', { name: 'Who is online now' });
  const list = section.getByRole('list').first();
  const dots = new Dots(list);
  await expect.poll(() => order(list)).toEqual((['ann', 'ben', 'cleo', 'sam'] as const).map(id));
  const before = await order(list);
  const places = (await list.boundingBox())?.height;

  await list.getByText('Cleo Diaz').hover();
  for (const secondsAgo of [400, 0, 400]) {
    await control.setActivity('ben', secondsAgo);
    await control.setActivity('cleo', 400 - secondsAgo);
    await dots.expectStatus(id('ben'), secondsAgo === 0 ? 'online' : 'offline');
    await dots.expectStatus(id('cleo'), secondsAgo === 0 ? 'offline' : 'online');
    expect(await order(list)).toEqual(before);
    expect((await list.boundingBox())?.height).toBe(places);
  }
  await control.setActivity('dora', 0);
  await expect.poll(() => order(list)).toEqual([...before, id('dora')]);
  expect(await new Dots(section).of(id('ben')).count(), 'in one list only').toBe(1);

  await nowhere(tab.page);
  await expect.poll(() => order(list)).toEqual((['ann', 'cleo', 'dora', 'sam'] as const).map(id));
  await dots.expectEveryone('online');
});

test('it keeps still as well while the keyboard is in it', async ({ tab, control }) => {
  await control.setActivity('ben', 0);
  await quickly(tab.page);
  await tab.signInAs('ann');
  const section = tab.page.getByRole('region', { name: 'Who is online now' });
  const list = section.getByRole('list').first();
  await expect.poll(() => order(list)).toEqual([control.user('ann'), control.user('ben')]);
  await tab.page.keyboard.press('Tab');
  await section.locator('summary').focus();

  await control.setActivity('ben', 400);
  await new Dots(list).expectStatus(control.user('ben'), 'offline');
  expect(await order(list)).toEqual([control.user('ann'), control.user('ben')]);

  await tab.page.keyboard.press('Tab');
  await expect.poll(() => order(list)).toEqual([control.user('ann')]);
});

test("the staff's table keeps still under the pointer, but does at once what it is told", async ({ tab, control }) => {
  const id = (name: Username) => control.user(name);
  await control.setActivity('cleo', 0);
  await quickly(tab.page);
  await tab.signInAs('sam');
  await tab.admin.open();
  const table = tab.page.getByRole('table');
  const dots = new Dots(table);
  await dots.expectStatus(id('sam'), 'online');
  await dots.expectStatus(id('cleo'), 'online');
  const heading = table.getByRole('button', { name: 'Status' });

  await heading.click();
  const sorted = (['cleo', 'sam', 'ann', 'ben', 'dora'] as const).map(id);
  await expect.poll(() => order(table)).toEqual(sorted);
  for (const secondsAgo of [0, 400, 0]) {
    await control.setActivity('dora', secondsAgo);
    await control.setActivity('cleo', 400 - secondsAgo);
    await dots.expectStatus(id('dora'), secondsAgo === 0 ? 'online' : 'offline');
    await dots.expectStatus(id('cleo'), secondsAgo === 0 ? 'offline' : 'online');
    expect(await order(table)).toEqual(sorted);
  }

  await heading.click();
  await expect.poll(() => order(table)).toEqual((['cleo', 'ben', 'ann', 'sam', 'dora'] as const).map(id));
  await tab.page.getByRole('searchbox', { name: 'Find people' }).pressSequentially('o');
  await expect.poll(() => order(table)).toEqual((['cleo', 'ben', 'sam', 'dora'] as const).map(id));

  await control.setActivity('dora', 400);
  await dots.expectStatus(id('dora'), 'offline');
  expect(await order(table)).toEqual((['cleo', 'ben', 'sam', 'dora'] as const).map(id));
  await nowhere(tab.page);
  await expect.poll(() => order(table)).toEqual((['dora', 'cleo', 'ben', 'sam'] as const).map(id));
});

test('the people of a room keep their places under the pointer, however the backend orders them', async ({ tab, control }) => {
  let turned = false;
  await intercept(tab.page, { path: '/api/chat/rooms/' }, async (route) => {
    // Whole each time: to what the page has already, the backend answers without a body.
    const headers = await route.request().allHeaders();
    delete headers['if-none-match'];
    const response = await route.fetch({ headers });
    const rooms = (await response.json()) as { participants: { id: number }[] }[];
    for (const room of rooms) room.participants.sort((a, b) => (turned ? b.id - a.id : a.id - b.id));
    await route.fulfill({ response, json: rooms });
  });
  await quickly(tab.page);
  await tab.signInAs('ann');
  await tab.messages.open('General');
  await tab.page.getByRole('button', { name: /online/ }).click();
  const list = tab.page.getByRole('list', { name: 'People in this room' });
  await expect(list).toBeVisible();
  const before = await order(list);
  expect(before.length).toBeGreaterThan(1);

  await list.getByText('Ben Brook').hover();
  turned = true;
  const faces = tab.page.locator('.avatar-stack');
  await expect.poll(() => order(faces)).toEqual([...before].reverse());
  expect(await order(list)).toEqual(before);
  await control.setActivity('ben', 0);
  await new Dots(list).expectStatus(control.user('ben'), 'online');
  expect(await order(list)).toEqual(before);

  await nowhere(tab.page);
  await expect.poll(() => order(list)).toEqual([...before].reverse());
});
