// What pages with 10,000 people on them take, at first and with each poll that changes something.
//   node bench/app/long_lists.mjs [FOLDER]     of the release in dist/, or in another folder
// Three polls in real time, so it is no suite: docs/decisions/0015-long-lists.md says what came of it.
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { Backend } from './backend.mjs';
import { Site } from './site.mjs';

const people = 10_000;
const polls = 3;
const dist = resolve(process.argv[2] ?? join(import.meta.dirname, '../../dist'));

/** A third is online; ten of those leave and come back, poll by poll. */
class Coming extends Backend {
  polls = 0;

  answer(request, response) {
    if (!request.url.startsWith('/api/chat/online-users/')) return super.answer(request, response);
    this.polls += 1;
    const away = (id) => this.polls % 2 === 1 && id % 1000 === 1;
    const ids = Array.from({ length: people }, (_, at) => at + 1).filter((id) => id % 3 === 1 && !away(id));
    response.writeHead(200, { 'Content-Type': 'application/json', Date: new Date().toUTCString() });
    response.end(JSON.stringify({ online_users: ids }));
  }
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
for (const path of ['/dashboard', '/admin']) {
  const backend = new Coming({ people, online: 0 });
  const site = await Site.open(dist, backend);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addInitScript((token) => {
    localStorage.setItem('leptos-presence.refresh', token);
    window.tasks = [];
    new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
  }, backend.refreshToken);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const spent = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    const longest = await page.evaluate(() => Math.max(0, ...window.tasks.splice(0)));
    return { ...Object.fromEntries(metrics.map(({ name, value }) => [name, value * 1000])), longest };
  };
  const polled = async (count) => {
    // Asked here and not in the page, which would draw for it.
    while (backend.polls < count) await setTimeout(50);
  };
  await page.goto(site.url + path);
  await page.locator('.person, .people-table tbody tr').nth(people - 1).waitFor({ state: 'attached' });
  await polled(backend.polls + 1);
  const [first, from] = [await spent(), backend.polls];
  await polled(from + polls);
  const then = await spent();
  for (const part of ['ScriptDuration', 'RecalcStyleDuration', 'LayoutDuration', 'TaskDuration']) {
    console.log(path, part, `${first[part].toFixed(0)} ms at first, ${((then[part] - first[part]) / polls).toFixed(1)} ms a poll`);
  }
  console.log(path, `longest task ${first.longest.toFixed(0)} ms at first, ${then.longest.toFixed(0)} ms with polls`);
  await context.close();
  await site.close();
}
await browser.close();
