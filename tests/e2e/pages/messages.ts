import { expect, type Locator, type Page } from '@playwright/test';
import type { RoomName } from '../fixtures/control';
import { Dots } from './dots';

export class Messages {
  readonly rooms: Locator;
  readonly log: Locator;
  readonly articles: Locator;
  readonly composer: Locator;
  readonly sendButton: Locator;
  readonly sendAgainButton: Locator;
  readonly newMessagesButton: Locator;
  readonly staleNotice: Locator;
  readonly dots: Dots;

  constructor(readonly page: Page) {
    this.rooms = page.getByRole('navigation', { name: 'Rooms', exact: true });
    this.log = page.getByRole('log', { name: 'Messages', exact: true });
    this.articles = this.log.getByRole('article');
    this.composer = page.getByRole('textbox', { name: 'Message', exact: true });
    this.sendButton = page.getByRole('button', { name: 'Send', exact: true });
    this.sendAgainButton = page.getByRole('button', { name: 'Send again' });
    this.newMessagesButton = page.getByRole('button', { name: /new messages?/i });
    this.staleNotice = page.getByRole('status').filter({ hasText: /\d{1,2}:\d{2}/ });
    this.dots = new Dots(page);
  }

  async open(room?: RoomName): Promise<void> {
    await this.page.goto('/dashboard/messages');
    await expect(this.rooms).toBeVisible();
    if (room) await this.choose(room);
  }

  roomLink(room: string): Locator {
    return this.rooms.getByRole('link', { name: new RegExp(`^${escapeRegExp(room)}`) });
  }

  async choose(room: RoomName): Promise<void> {
    await this.roomLink(room).click();
    await expect(this.log).toBeVisible();
    await expect(this.page).toHaveURL(/\/messages\/\d+/);
  }

  article(text: string | RegExp): Locator {
    return this.articles.filter({ hasText: text });
  }

  /** Ids of the messages on screen, from top to bottom. */
  async ids(): Promise<number[]> {
    return this.articles.evaluateAll((elements) =>
      elements.map((element) => Number(element.getAttribute('data-message-id'))),
    );
  }

  async send(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.sendButton.click();
  }

  /** The element of the log that scrolls: the log itself or the nearest around it. */
  async scrollBox(): Promise<{ top: number; height: number; client: number }> {
    return this.log.evaluate((log) => {
      let box: Element = log;
      while (box.scrollHeight <= box.clientHeight + 1 && box.parentElement) box = box.parentElement;
      return { top: box.scrollTop, height: box.scrollHeight, client: box.clientHeight };
    });
  }

  async scrollToTop(): Promise<void> {
    await this.log.hover();
    await this.page.mouse.wheel(0, -100_000);
  }

  /** Where a message stands on the screen, from the top of the window. */
  async topOf(id: number): Promise<number> {
    const box = await this.page.locator(`[data-message-id="${id}"]`).boundingBox();
    if (!box) throw new Error(`message ${id} is not on the page`);
    return box.y;
  }

  /** The topmost message that is wholly visible in the log. */
  async firstVisibleId(): Promise<number> {
    return this.log.evaluate((log) => {
      const edge = log.getBoundingClientRect().top;
      const visible = [...log.querySelectorAll('[data-message-id]')].find(
        (article) => article.getBoundingClientRect().top >= edge,
      );
      return Number(visible?.getAttribute('data-message-id'));
    });
  }
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
