import type { CDPSession, Page } from '@playwright/test';
import type { Control } from '../fixtures/control';
import { expect, test } from '../fixtures/test';

/** A day on the messages page, as it is lived: a poll of three things every four seconds, and nothing may grow. */
const hours = 24;
const messagesInAll = hours / 2;

interface Sizes {
  timers: number;
  listeners: number;
  nodes: number;
  pages: number;
}

interface Day {
  answered: number;
  timers: number;
}

declare global {
  interface Window {
    __day?: Day;
  }
}

/** From now on everything is answered inside the page: people come and go, a message comes every other hour. */
async function answerInside(page: Page, control: Control): Promise<void> {
  const names = { ann: 'Ann Alvarez', ben: 'Ben Brook', cleo: 'Cleo Diaz', dora: 'Dora Dunn' } as const;
  const people = Object.entries(names).map(([username, display_name]) => ({
    id: control.user(username as keyof typeof names),
    username,
    display_name,
    is_staff: false,
  }));
  await page.evaluate(
    ({ people, room }) => {
      const day: Day = { answered: 0, timers: 0 };
      window.__day = day;
      const running = new Set<number>();
      const { setTimeout, clearTimeout } = window;
      window.setTimeout = ((run: (...given: unknown[]) => void, delay?: number, ...given: unknown[]) => {
        const id = setTimeout(() => {
          running.delete(id);
          day.timers = running.size;
          run(...given);
        }, delay);
        running.add(id);
        day.timers = running.size;
        return id;
      }) as typeof window.setTimeout;
      window.clearTimeout = (id) => {
        running.delete(Number(id));
        day.timers = running.size;
        clearTimeout(id);
      };
      // Eighty thousand lines would be all that there is to do.
      console.log = () => undefined;

      const began = Date.now();
      const time = () => new Date().toISOString();
      const messages: object[] = [];
      const say = () => {
        const id = 1_000_000 + messages.length;
        messages.push({ id, room, sender: people[1], content: `Number ${messages.length}`, timestamp: time() });
      };
      const answer = (path: string, query: URLSearchParams, bearer: string): [number, unknown] => {
        const now = Date.now() - began;
        if (path === '/api/token/refresh/') return [200, { access: `access-${Date.now()}`, refresh: 'refresh' }];
        // Access lasts five minutes.
        if (!(Date.now() - Number(bearer.split('access-')[1]) < 300_000)) return [401, { detail: 'Expired.' }];
        if (messages.length < now / 7_200_000) say();
        switch (path) {
          case '/api/chat/heartbeat/':
            return [200, { success: true, last_activity: time() }];
          case '/api/chat/online-users/':
            return [200, { online_users: people.filter((_, n) => n === 0 || (now >> (14 + n)) % 2).map(({ id }) => id) }];
          case '/api/users/':
            return [200, people];
          case '/api/chat/rooms/':
            return [200, [{ id: room, name: 'General', participants: people, last_message: messages.at(-1) ?? null, unread_count: 0 }]];
          default:
            return [200, messages.filter((_, n) => 1_000_000 + n > Number(query.get('after')))];
        }
      };
      window.fetch = async (input, init) => {
        const { pathname, searchParams } = new URL(String(input), location.href);
        const bearer = new Headers(init?.headers).get('Authorization') ?? '';
        const [status, body] = answer(pathname, searchParams, bearer);
        day.answered += 1;
        return new Response(JSON.stringify(body), { status });
      };
    },
    { people, room: control.room('General') },
  );
}

async function sizes(page: Page, devtools: CDPSession): Promise<Sizes> {
  await devtools.send('HeapProfiler.collectGarbage');
  const { metrics } = await devtools.send('Performance.getMetrics');
  const metric = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? NaN;
  const [timers, pages] = await page.evaluate(() => [window.__day?.timers ?? NaN, window.__instruments?.memoryPages() ?? NaN]);
  return { timers, pages, listeners: metric('JSEventListeners'), nodes: metric('Nodes') };
}

test('a day on the messages page leaves nothing behind', async ({ tab, control, time }) => {
  // A minute and a half where nothing else runs.
  test.setTimeout(600_000);
  await time.govern(tab);
  await tab.signInAs('ann');
  await tab.messages.open('General');
  await tab.settled();
  await answerInside(tab.page, control);
  const devtools = await tab.context.newCDPSession(tab.page);
  await devtools.send('Performance.enable');

  const hourly: Sizes[] = [];
  for (let hour = 0; hour < hours; hour += 1) {
    await tab.context.clock.runFor(3_600_000);
    await tab.settled();
    hourly.push(await sizes(tab.page, devtools));
  }

  await expect(tab.messages.article(`Number ${messagesInAll - 1}`)).toBeVisible();
  expect(await tab.page.evaluate(() => window.__day?.answered)).toBeGreaterThan(hours * 900 * 2.5);
  const story = JSON.stringify(hourly);
  const most = (of: (sizes: Sizes) => number, from: number) => Math.max(...hourly.slice(from).map(of));
  // Timers come and go within an hour: one is more or less at the moment of looking.
  expect(most((sizes) => sizes.timers, 1), story).toBeLessThanOrEqual(8);
  expect(most((sizes) => sizes.listeners, 1), story).toBe(hourly[0]?.listeners);
  // What is in the page of a message.
  expect(most((sizes) => sizes.nodes, 1) - (hourly[0]?.nodes ?? 0), story).toBeLessThan(messagesInAll * 60);
  // The day's messages and the changes that diagnostics remember may need one page of 64 KiB more; in three days after that
  // they need no other. Four bytes left behind by each request would be four pages.
  expect(most((sizes) => sizes.pages, 1) - (hourly[0]?.pages ?? 0), story).toBeLessThanOrEqual(1);
});
