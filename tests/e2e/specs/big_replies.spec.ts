import type { Page } from '@playwright/test';
import type { Control } from '../fixtures/control';
import { configure } from '../fixtures/faults';
import type { Tab } from '../fixtures/tab';
import { expect, test } from '../fixtures/test';

const limit = 4 * 1024 * 1024;
const person = '{"id": #, "username": "person-#", "display_name": "Person #", "is_staff": false}';
const room = `{"id": #, "name": "Room #", "participants": [${person}], "last_message": null, "unread_count": 0}`;

interface Replacement {
  path: string;
  /** How long the body is made, in bytes, by spaces at its end. */
  length: number;
  body: string;
  /** What is put between the brackets of the body as often as there is room for it, each with another number for `#`. */
  item?: string;
  /** Whether its length is told beforehand. */
  announced: boolean;
}

interface Replaced {
  /** How often the one that was asked for least was. */
  count: () => Promise<number>;
  /** Whether any body was fetched. */
  wasRead: () => Promise<boolean>;
  /** Puts the backend back. */
  undo: () => Promise<void>;
}

/** Answers in the page, since the way into it is too narrow for bodies of this size. */
async function replace(page: Page, replacements: Replacement[]): Promise<Replaced> {
  const counter = await page.evaluateHandle((replacements) => {
    const counts = new Map(replacements.map(({ path }) => [path, 0]));
    const responses: Response[] = [];
    const whole = ({ body, item, length }: Replacement): string => {
      const end = body.indexOf(']');
      const items: string[] = [];
      for (let room = length - body.length, id = 1_000_000; item; id += 1) {
        items.push(item.replaceAll('#', String(id)));
        room -= items.at(-1)!.length + 1;
        if (room < 0) break;
      }
      return (body.slice(0, end) + items.slice(0, -1).join(',') + body.slice(end)).padEnd(length, ' ');
    };
    const bodies = new Map(replacements.map((each) => [each.path, new TextEncoder().encode(whole(each))]));
    const before = window.fetch;
    window.fetch = async (input, init) => {
      const request = new Request(input, init);
      const { pathname } = new URL(request.url);
      const found = replacements.find(({ path }) => path === pathname);
      if (!found || request.method !== 'GET') return before(request);
      counts.set(pathname, (counts.get(pathname) ?? 0) + 1);
      const headers: HeadersInit = found.announced ? { 'Content-Length': String(found.length) } : {};
      const response = new Response(bodies.get(pathname), { headers });
      responses.push(response);
      return response;
    };
    return {
      least: () => Math.min(...counts.values()),
      wasRead: () => responses.some((response) => response.bodyUsed),
      undo: () => void (window.fetch = before),
    };
  }, replacements);
  return {
    count: () => counter.evaluate((counter) => counter.least()),
    wasRead: () => counter.evaluate((counter) => counter.wasRead()),
    undo: () => counter.evaluate((counter) => counter.undo()),
  };
}

/** For how long the page has been busy since the last look, in milliseconds of a processor, so that it doesn't matter who else has it. */
async function busyTime(page: Page): Promise<() => Promise<number>> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  let before = 0;
  return async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    const now = (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000;
    const since = now - before;
    before = now;
    return since;
  };
}

const memoryPages = (page: Page) => page.evaluate(() => window.__instruments?.memoryPages() ?? 0);

async function seeBenOnline(tab: Tab, control: Control): Promise<void> {
  await control.setActivity('ben', 0);
  await configure(tab.page, '{"pollIntervalMs": 500}');
  await tab.signInAs('ann');
  await tab.messages.open('General');
  await tab.messages.dots.expectStatus(control.user('ben'), 'online');
}

for (const announced of [true, false]) {
  const how = announced ? 'announced as' : 'that turn out to be';
  test(`replies ${how} 10 MB long are not read: what was known stays, the page answers, and a good reply is taken`, async ({
    tab,
    control,
  }) => {
    await seeBenOnline(tab, control);
    const before = await memoryPages(tab.page);
    expect(before).toBeGreaterThan(0);

    const length = 10_000_000;
    const replaced = await replace(tab.page, [
      { path: '/api/chat/online-users/', length, body: '{"online_users": []}', announced },
      { path: '/api/chat/rooms/', length, body: '[]', announced },
    ]);
    await expect.poll(replaced.count).toBeGreaterThan(1);
    expect(await replaced.wasRead()).toBe(!announced);
    await tab.messages.composer.fill('Still here');

    await expect(tab.messages.composer).toHaveValue('Still here');
    await expect(tab.messages.roomLink('Ann & Ben')).toBeVisible();
    expect(await tab.messages.dots.statusesOf(control.user('ben'))).toEqual(['online']);
    expect((await memoryPages(tab.page)) - before, 'nothing of that size came into the program').toBeLessThan(64);

    await control.setActivity('ben', 400);
    await control.addRoom('New room', ['ann']);
    await replaced.undo();
    // Rather than wait for the next try, half a minute away by now.
    await tab.page.evaluate(() => dispatchEvent(new Event('online')));
    await tab.messages.dots.expectStatus(control.user('ben'), 'offline');
    await expect(tab.messages.roomLink('New room')).toBeVisible();
  });

  test(`replies ${how} just as long as is borne are read, and not one byte more`, async ({ tab, control }) => {
    await seeBenOnline(tab, control);

    const ids = (name: 'ben' | 'cleo') => `{"online_users": [${control.user(name)}]}`;
    const path = '/api/chat/online-users/';
    const longest = await replace(tab.page, [{ path, length: limit, body: ids('cleo'), announced }]);
    await tab.messages.dots.expectStatus(control.user('cleo'), 'online');
    await longest.undo();
    await tab.messages.dots.expectStatus(control.user('cleo'), 'offline');

    const tooLong = await replace(tab.page, [{ path, length: limit + 1, body: ids('cleo'), announced }]);
    await expect.poll(tooLong.count).toBeGreaterThan(1);
    expect(await tab.messages.dots.statusesOf(control.user('cleo'))).toEqual(['offline']);
  });

  test(`replies ${how} 10 MB long, and full of people and rooms, don't keep the page from answering`, async ({ tab, control }) => {
    await seeBenOnline(tab, control);
    const busy = await busyTime(tab.page);
    const rooms = await tab.messages.rooms.getByRole('link').count();

    const length = 10_000_000;
    const replaced = await replace(tab.page, [
      { path: '/api/chat/online-users/', length, body: '{"online_users": []}', item: '#', announced },
      { path: '/api/chat/rooms/', length, body: '[]', item: room, announced },
    ]);
    await busy();
    await expect.poll(replaced.count, { timeout: 30_000 }).toBeGreaterThan(2);
    const spent = await busy();
    const times = await replaced.count();
    await tab.messages.composer.fill('Still here');

    // One reply of each kind takes 40, or 60 where it has to come in first; to read so many ids takes 600, and so many
    // rooms some seconds.
    expect(spent / times).toBeLessThan(130);
    expect(await replaced.wasRead()).toBe(!announced);
    expect(await tab.messages.dots.statusesOf(control.user('ben'))).toEqual(['online']);
    await expect(tab.messages.rooms.getByRole('link')).toHaveCount(rooms);
  });
}
