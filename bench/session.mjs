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

const DRIVER = /\/page\/driver\.js$/;

const isMark = ({ cat, name }) => cat.includes('blink.user_timing') && /:(begin|end)$/.test(name);
/** Where an event lies in the CPU time of its thread, in microseconds. */
const placeOf = ({ tts, tdur = 0 }) => ({ from: tts, to: tts + tdur });
const holds = (outer, inner) => outer.from <= inner.from && inner.to <= outer.to;

/** The parts of places that lie between two points, each point of them once. */
const joined = (places, from, to) => {
  const parts = [];
  for (const place of [...places].sort((a, b) => a.from - b.from)) {
    const part = { from: Math.max(place.from, from, parts.at(-1)?.to ?? 0), to: Math.min(place.to, to) };
    if (part.from < part.to) parts.push(part);
  }
  return parts;
};
const length = (parts) => parts.reduce((sum, { from, to }) => sum + to - from, 0);

/**
 * What the thread spent between each pair of marks `name:begin` and `name:end`: in scripts, microtasks and collection of
 * garbage included, and in style, layout and paint. In milliseconds. The driver's own tasks are left out; `begin` stands in
 * the task that acts, so what follows in that one is not.
 * @param {any[]} events
 * @returns {{ name: string, script: number, rendering: number }[]}
 */
export const spansOf = (events) => {
  const first = events.find(isMark);
  const own = events.filter(({ pid, tid }) => pid === first?.pid && tid === first?.tid);
  const marks = own.filter(isMark).sort((a, b) => a.tts - b.tts);
  const work = own.filter(({ ph }) => ph === 'X');
  const placesOf = (names) => work.filter(({ name }) => names.has(name)).map(placeOf);
  const begins = marks.filter(({ name }) => name.endsWith(':begin')).map(placeOf);
  const drivers = work.filter(({ args }) => DRIVER.test(args?.data?.url ?? '')).map(placeOf);
  const isDrivers = (place) =>
    drivers.some((driver) => holds(place, driver)) && !begins.some((begin) => holds(place, begin));
  const scripts = placesOf(SCRIPT).filter((place) => !isDrivers(place));
  const rendering = placesOf(RENDERING);
  return begins.map(({ from }, index) => {
    const [begin, end] = marks.slice(2 * index, 2 * index + 2);
    const [ran, drew] = [joined(scripts, from, end.tts), joined(rendering, from, end.tts)];
    // A script that asks for a size has the layout done there and then: that is layout.
    const forced = ran.reduce((sum, part) => sum + length(joined(rendering, part.from, part.to)), 0);
    return { name: begin.name.split(':')[0], script: (length(ran) - forced) / 1000, rendering: length(drew) / 1000 };
  });
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
