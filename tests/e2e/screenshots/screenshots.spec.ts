import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Tab } from '../fixtures/tab';
import { expect, test } from '../fixtures/test';

// Of the demo community; see backend/chat/demo/community.json.
const veteran = 'marcus';
const staff = 'grace';
const password = 'presence-demo';
const room = 'Coffee corner';

const everything = join(__dirname, '../test-results/screenshots');
const published = join(__dirname, '../../../docs/screenshots');
/** What README shows; the other pictures are for the eyes of whoever made the change. */
const chosen = new Set(['messages-light-1440']);

const someoneOnline = (page: Page): Promise<void> =>
  expect(page.getByRole('img', { name: /Online$/ }).filter({ visible: true }).first()).toBeVisible();

async function signIn(tab: Tab, username: string): Promise<void> {
  await tab.signIn.open();
  await tab.signIn.submit(username, password);
  await tab.dashboard.isOpen();
}

const pictures: Record<string, (tab: Tab) => Promise<void>> = {
  login: async (tab) => {
    await tab.signIn.open();
    await expect(tab.signIn.button).toBeVisible();
  },
  dashboard: async (tab) => {
    await signIn(tab, veteran);
    await someoneOnline(tab.page);
  },
  messages: async (tab) => {
    await signIn(tab, veteran);
    await tab.messages.open();
    await tab.messages.roomLink(room).click();
    await expect(tab.messages.articles.last()).toBeInViewport();
    await someoneOnline(tab.page);
  },
  admin: async (tab) => {
    await signIn(tab, staff);
    await someoneOnline(tab.page);
  },
  diagnostics: async (tab) => {
    await signIn(tab, staff);
    await someoneOnline(tab.page);
    await tab.page.goto('/admin#diagnostics');
    await expect(tab.page.getByRole('dialog').getByText('of 900').first()).toBeVisible();
  },
};

test.use({ demo: true });

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [width, height] of [
    [360, 740],
    [1440, 900],
  ] as const) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height } });

      for (const [name, open] of Object.entries(pictures)) {
        test(name, async ({ tab }) => {
          await tab.page.emulateMedia({ reducedMotion: 'reduce', colorScheme });
          await open(tab);
          const file = `${name}-${colorScheme}-${width}`;
          const path = join(everything, `${file}.png`);
          await tab.page.screenshot({ path, animations: 'disabled', caret: 'hide' });
          if (chosen.has(file)) {
            mkdirSync(published, { recursive: true });
            copyFileSync(path, join(published, `${file}.png`));
          }
        });
      }
    });
  }
}
