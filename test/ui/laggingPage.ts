import type { Disposable, Frame, Page } from 'playwright-core';

/** Holds back what the extension says to a page, and ends all of the page's own waiting at once: a lag of any length. */
export class LaggingPage {
  /** Before the editor opens. @returns what leaves later pages alone */
  static async prepare(page: Page): Promise<Disposable> {
    // As a text: these tests are compiled without the browser's types. Listeners of a window are called in the order in which
    // they were added, so that the page's own has to be wrapped.
    return page.addInitScript(`(() => {
      const lag = (window.lag = { isOn: false, held: [], timers: new Map() });
      const add = window.addEventListener;
      window.addEventListener = function (type, listener, ...options) {
        if (type !== 'message' || typeof listener !== 'function') return add.call(this, type, listener, ...options);
        const listenLater = (event) => {
          if (lag.isOn) lag.held.push({ type: event.data?.type, hear: () => listener.call(this, event) });
          else listener.call(this, event);
        };
        return add.call(this, type, listenLater, ...options);
      };
      const setTimeout = window.setTimeout.bind(window);
      const clearTimeout = window.clearTimeout.bind(window);
      window.setTimeout = (act, time = 0, ...rest) => {
        const id = setTimeout(() => lag.timers.delete(id) && act(...rest), time);
        lag.timers.set(id, { act, time });
        return id;
      };
      window.clearTimeout = (id) => {
        lag.timers.delete(id);
        clearTimeout(id);
      };
    })()`);
  }

  constructor(private readonly frame: Frame) {}

  /** From now on the page hears nothing. */
  async begin(): Promise<void> {
    await this.frame.evaluate('window.lag.isOn = true');
  }

  /** All that the page waits for in these seconds is over; after 15 it takes the extension for stopped. */
  async passTime(seconds = 10): Promise<void> {
    await this.frame.evaluate(`(() => {
      const { timers } = window.lag;
      for (const [id, { act, time }] of [...timers]) if (time < ${seconds * 1_000} && timers.delete(id)) act();
    })()`);
  }

  /** Waits until the page waits for something that long. */
  async untilWaiting(seconds: number): Promise<void> {
    const isWaiting = `[...window.lag.timers.values()].some(({ time }) => time === ${seconds * 1_000})`;
    while (!(await this.frame.evaluate(`new Promise(requestAnimationFrame).then(() => ${isWaiting})`)));
  }

  /** Waits until the extension has said something of this type that the page has not heard. */
  async untilHeld(type: string): Promise<void> {
    const isHeld = `window.lag.held.some((message) => message.type === '${type}')`;
    while (!(await this.frame.evaluate(`new Promise(requestAnimationFrame).then(() => ${isHeld})`)));
  }

  /** The page hears all that was said, in order. */
  async end(): Promise<void> {
    await this.frame.evaluate(`(() => {
      window.lag.isOn = false;
      for (const { hear } of window.lag.held.splice(0)) hear();
    })()`);
  }
}
