import type { Locator, Page } from '@playwright/test';
import { password } from '../fixtures/control';
import { expect, test } from '../fixtures/test';

/** Presses Tab until the element has the focus, as someone without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 60; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the focus never reached ${String(target)}`);
}

test('sign in, open a room, send and sign out without a mouse', async ({ tab }) => {
  const { page, signIn, messages, dashboard } = tab;
  await signIn.open();
  await tabTo(page, signIn.username);
  await page.keyboard.type('ann');
  await page.keyboard.press('Tab');
  await tabTo(page, signIn.password);
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await dashboard.isOpen();

  await tabTo(page, page.getByRole('link', { name: /^Messages/ }).first());
  await page.keyboard.press('Enter');
  await tabTo(page, messages.roomLink('General'));
  await page.keyboard.press('Enter');
  await tabTo(page, messages.composer);
  await page.keyboard.type('Typed, never clicked');
  await page.keyboard.press('Enter');
  await expect(messages.article('Typed, never clicked')).toBeVisible();

  if (!(await dashboard.signOutButton.isVisible())) {
    await tabTo(page, dashboard.account);
    await page.keyboard.press('Enter');
  }
  await tabTo(page, dashboard.signOutButton);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/login/);
});

test('the focus is seen on everything that can have it', async ({ tab }) => {
  await tab.signInAs('ann');
  await tab.messages.open('General');
  await expect(tab.messages.articles).toHaveCount(6);
  await tab.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());

  const unseen: string[] = [];
  for (let presses = 0; presses < 20; presses += 1) {
    await tab.page.keyboard.press('Tab');
    const element = await tab.page.evaluate(() => {
      const focused = document.activeElement;
      if (!focused || focused === document.body) return null;
      // A field may show it on the frame around it.
      for (let shown: Element | null = focused, level = 0; shown && level < 3; shown = shown.parentElement, level += 1) {
        const style = getComputedStyle(shown);
        const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
        if (outlined || (level < 2 && style.boxShadow !== 'none')) return null;
      }
      return focused.outerHTML.slice(0, 120);
    });
    if (element) unseen.push(element);
  }
  expect(unseen).toEqual([]);
});

test('the first Tab offers a way past the navigation', async ({ tab }) => {
  await tab.signInAs('ann');
  await tab.page.reload();
  await tab.dashboard.isOpen();
  await tab.page.keyboard.press('Tab');
  const skip = tab.page.getByRole('link', { name: /skip/i });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();

  await tab.page.keyboard.press('Enter');

  await expect(tab.page).toHaveURL(/\/dashboard(#.*)?$/);
  await tab.page.keyboard.press('Tab');
  const inside = await tab.page.evaluate(() => document.activeElement?.closest('main') !== null);
  expect(inside).toBe(true);
});

test('Escape closes the account menu and gives the focus back', async ({ tab }) => {
  await tab.signInAs('ann');
  await tab.dashboard.account.press('Enter');
  await expect(tab.dashboard.signOutButton).toBeVisible();

  await tab.page.keyboard.press('Escape');

  await expect(tab.dashboard.signOutButton).toBeHidden();
  await expect(tab.dashboard.account).toBeFocused();
});
