// What a page asks for while nothing happens, in virtual time.
import { Backend } from './backend.mjs';
import { Site } from './site.mjs';
import { VirtualTime } from './virtual_time.mjs';

/** Long enough for what is asked for at the start, and for the tabs to agree on who asks. */
const settlingSeconds = 30;

/**
 * @param {import('playwright-core').Browser} browser
 * @param {{ folder: string, path: string, tabs: number, seconds: number, people: number, tags?: boolean, http2?: boolean }} options
 * @returns {Promise<{ requests: number, bytes: number }>} of all tabs together
 */
export async function idle(browser, { folder, path, tabs, seconds, people, tags, http2 }) {
  const backend = new Backend({ people, online: people, tags });
  const site = await Site.open(folder, backend, { http2 });
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  try {
    const token = backend.refreshToken;
    await context.addInitScript((token) => {
      // The tabs share it, and it is replaced at each refresh.
      if (!localStorage.getItem('leptos-presence.refresh')) localStorage.setItem('leptos-presence.refresh', token);
    }, token);
    const time = new VirtualTime(context, backend);
    await time.govern();
    for (let tab = 0; tab < tabs; tab += 1) {
      const page = await context.newPage();
      await page.goto(site.url + path);
      await page.locator('[data-status="online"]').first().waitFor();
    }
    await time.pass(settlingSeconds);
    backend.forget();
    const before = site.bytes;
    await time.pass(seconds);
    return { requests: backend.requestCount, bytes: site.bytes - before };
  } finally {
    await context.close();
    await site.close();
  }
}
