// One page of one peer, and what the browser's main thread spent in it.
//
// The spans are Chromium's own trace, in CPU time of the thread: what another process takes of the machine is not in them.
// ScriptDuration of the DevTools' metrics is not used: it leaves out the microtasks that a promise starts, in which half of
// the peers do all their work.

const CATEGORIES = ['devtools.timeline', 'v8', 'blink.user_timing'];
const RENDERING = new Set(['UpdateLayoutTree', 'Layout', 'PrePaint', 'Paint', 'Layerize', 'Commit', 'UpdateLayer']);
const SCRIPT = new Set(['v8.callFunction', 'FunctionCall', 'RunMicrotasks', 'v8.run', 'EvaluateScript', 'TimerFire']);
// Layout of ten thousand dots takes longer than Playwright's patience on a busy machine.
const PATIENCE = 120_000;

const endOf = ({ ts, dur = 0 }) => ts + dur;
const isMark = ({ cat, name }) => cat.includes('blink.user_timing') && /:(begin|end)$/.test(name);
const isWork = ({ ph, name }) => ph === 'X' && (RENDERING.has(name) || SCRIPT.has(name));

/**
 * What the thread spent between each pair of marks `name:begin` and `name:end`: in scripts, microtasks and collection of
 * garbage included, and in style, layout and paint. In milliseconds.
 * @param {any[]} events
 * @returns {{ name: string, script: number, rendering: number }[]}
 */
export const spansOf = (events) => {
  const first = events.find(isMark);
  const own = events
    .filter(({ pid, tid }) => pid === first?.pid && tid === first?.tid)
    .filter((event) => isMark(event) || isWork(event))
    // What is around something else comes before it.
    .sort((a, b) => a.ts - b.ts || endOf(b) - endOf(a));
  const spans = [];
  /** @type {{ name: string, script: number, rendering: number } | null} */
  let span = null;
  /** @type {any[]} */
  let around = [];
  for (const event of own) {
    if (isMark(event)) {
      const [name, place] = event.name.split(':');
      if (place === 'end') spans.push(span);
      span = place === 'begin' ? { name, script: 0, rendering: 0 } : null;
      continue;
    }
    around = around.filter((outer) => endOf(outer) > event.ts);
    const isIn = (names) => around.some((outer) => names.has(outer.name));
    const took = (event.tdur ?? event.dur) / 1000;
    if (span && !isIn(RENDERING)) {
      if (RENDERING.has(event.name)) {
        span.rendering += took;
        // A script that asks for a size has the layout done there and then.
        if (isIn(SCRIPT)) span.script -= took;
      } else if (!isIn(SCRIPT)) span.script += took;
    }
    around.push(event);
  }
  return spans;
};

export class Session {
  /**
   * Opens a page of a peer.
   * @param {{ browser: import('playwright-core').Browser, server: { url: string } }} context
   * @param {string} peer
   */
  static async open(context, peer, query = '') {
    // Online dots pulse, for those who don't mind movement: ten thousand of them would have a frame drawn all the time.
    const own = await context.browser.newContext({
      reducedMotion: 'reduce',
      viewport: { width: 1280, height: 800 },
      locale: 'en-GB',
      timezoneId: 'UTC',
    });
    const page = await own.newPage();
    page.setDefaultTimeout(PATIENCE);
    const problems = [];
    page.on('pageerror', (error) => problems.push(String(error)));
    await page.goto(`${context.server.url}/peers/${peer}/${query}`);
    const cdp = await own.newCDPSession(page);
    const session = new Session(peer, own, page, cdp, problems);
    await session.call('ready');
    return session;
  }

  constructor(peer, own, page, cdp, problems) {
    Object.assign(this, { peer, own, page, cdp, problems });
  }

  /** Calls a function of the driver. @param {string} name @param {...unknown} rest */
  async call(name, ...rest) {
    try {
      const result = await this.page.evaluate(([what, given]) => window.driver[what](...given), [name, rest]);
      if (this.problems.length > 0) throw new Error(this.problems.join('; '));
      return result;
    } catch (error) {
      throw new Error(`${this.peer}, ${name}(${rest.join(', ')}): ${error.message}`, { cause: error });
    }
  }

  /** The same, with what the thread spent in it. @param {string} name @param {...unknown} rest */
  async traced(name, ...rest) {
    const events = [];
    const collect = ({ value }) => events.push(...value);
    this.cdp.on('Tracing.dataCollected', collect);
    await this.cdp.send('Tracing.start', {
      transferMode: 'ReportEvents',
      traceConfig: { recordMode: 'recordUntilFull', excludedCategories: ['*'], includedCategories: CATEGORIES },
    });
    const complete = new Promise((resolve) => this.cdp.once('Tracing.tracingComplete', resolve));
    try {
      await this.call(name, ...rest);
    } finally {
      await this.cdp.send('Tracing.end');
      await complete;
      this.cdp.off('Tracing.dataCollected', collect);
    }
    return spansOf(events);
  }

  async collectGarbage() {
    await this.cdp.send('HeapProfiler.collectGarbage');
  }

  async close() {
    await this.own.close();
  }
}

/** Opens a page, uses it, closes it. */
export const withSession = async (context, peer, query, use) => {
  const session = await Session.open(context, peer, query);
  try {
    return await use(session);
  } finally {
    await session.close();
  }
};
