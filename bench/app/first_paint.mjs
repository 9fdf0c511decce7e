// How long a person waits, who comes back to a page they are signed in to: on slow 4G, with a quarter of the processor
// and nothing in the cache.

const slow4G = {
  offline: false,
  latency: 400,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (750 * 1024) / 8,
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
 */
export async function firstPaint(browser, url, token) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    await context.addInitScript(watch, token);
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', slow4G);
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
