// How long a person waits, who comes back to a page they are signed in to: with a quarter of the processor and nothing in
// the cache.

const bytesPerSecond = (kilobits) => (kilobits * 1024) / 8;

/** As the browser's developer tools emulate it. */
export const slow4G = {
  name: 'slow 4G',
  said: 'slow 4G (400 ms, 1.6 Mbit/s)',
  latency: 400,
  downloadThroughput: bytesPerSecond(1.6 * 1024),
  uploadThroughput: bytesPerSecond(750),
};
/** A line at home, or good mobile reception. */
export const fastLine = {
  name: '10 Mbit/s',
  said: 'a line of 10 Mbit/s (40 ms)',
  latency: 40,
  downloadThroughput: bytesPerSecond(10 * 1024),
  uploadThroughput: bytesPerSecond(2 * 1024),
};
const cpuSlowdown = 4;
const patienceMs = 60_000;

/** Runs in the page before anything else. @param {string} token */
function watch(token) {
  localStorage.setItem('leptos-presence.refresh', token);
  const dots = '[data-user-id]:is([data-status="online"], [data-status="offline"])';
  const isSeen = () => [...document.querySelectorAll(dots)].some((dot) => dot.checkVisibility() && dot.getClientRects().length > 0);
  window.firstDot = new Promise((done) => {
    const look = new MutationObserver(() => {
      if (!isSeen()) return;
      look.disconnect();
      // In the page, and now on the screen, too.
      requestAnimationFrame(() => setTimeout(() => done(performance.now())));
    });
    look.observe(document, { subtree: true, childList: true, attributes: true });
  });
}

/**
 * Loads the page once; milliseconds from the navigation's start.
 * @param {import('playwright-core').Browser} browser @param {string} url @param {string} token
 * @param {typeof slow4G} network
 */
export async function firstPaint(browser, url, token, { latency, downloadThroughput, uploadThroughput }) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    await context.addInitScript(watch, token);
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Network.enable');
    const conditions = { offline: false, latency, downloadThroughput, uploadThroughput };
    await devtools.send('Network.emulateNetworkConditions', conditions);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown });
    page.setDefaultTimeout(patienceMs);
    await page.goto(`${url}/dashboard`, { waitUntil: 'commit' });
    const dot = await page.evaluate(() => window.firstDot);
    const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime);
    return { paint, dot };
  } finally {
    await context.close();
  }
}
