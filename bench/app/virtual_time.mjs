// Hours in seconds: the clock of a browser's pages and the backend's, moved together.

/** Runs in the page before anything else: its requests can be waited for. */
function instrument() {
  const open = new Set();
  const original = window.fetch.bind(window);
  window.fetch = (...args) => {
    const reply = original(...args);
    const whole = reply.then((response) => response.clone().text()).catch(() => undefined);
    open.add(whole);
    void whole.then(() => open.delete(whole));
    return reply;
  };
  // A message channel is no timer: a clock that stands still does not hold it back.
  const turn = () =>
    new Promise((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        done(undefined);
      };
      port2.postMessage(null);
    });
  window.settled = async () => {
    for (let quiet = 0; quiet < 2; quiet += 1) {
      while (open.size > 0) {
        await Promise.all(open);
        quiet = 0;
      }
      await turn();
    }
  };
}

const strideSeconds = 10;

export class VirtualTime {
  #isPaused = false;

  /** @param {import('playwright-core').BrowserContext} context @param {import('./backend.mjs').Backend} backend */
  constructor(context, backend) {
    this.context = context;
    this.backend = backend;
  }

  /** To be called before the first page is opened. */
  async govern() {
    await this.context.addInitScript(instrument);
    await this.context.clock.install({ time: this.backend.now() });
  }

  /** Lets time pass, a second at a time, because a page asks again only after it was answered. @param {number} seconds */
  async pass(seconds) {
    if (!this.#isPaused) {
      this.backend.stopClock();
      const clocks = await this.#inAll(() => Date.now());
      await this.context.clock.pauseAt(Math.max(...clocks) + 1_000);
      this.#isPaused = true;
    }
    for (let passed = 0; passed < seconds; passed += 1) {
      if (passed % strideSeconds === 0) this.backend.advance(Math.min(strideSeconds, seconds - passed));
      await this.context.clock.runFor(1_000);
      await this.#inAll(() => window.settled());
    }
  }

  #inAll(run) {
    return Promise.all(this.context.pages().map((page) => page.evaluate(run)));
  }
}
