import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/test';

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const widths = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }));
  expect(widths.content).toBeLessThanOrEqual(widths.window);
}

test('markup in a message is text', async ({ tab, control }) => {
  const markup = '<img src=x onerror="window.pwned = 1"><b>bold</b><script>window.pwned = 2</script>';
  await control.message('ben', 'General', markup);
  await tab.signInAs('ann');
  await tab.messages.open('General');

  await expect(tab.messages.article(markup)).toBeVisible();
  await expect(tab.messages.log.locator('img[src="x"], b, script')).toHaveCount(0);
  expect(await tab.page.evaluate(() => 'pwned' in window)).toBe(false);
});

test('addresses in a message are links that open apart, and nothing else is', async ({ tab, control }) => {
  const text = 'See https://example.org/a_(b)?c=d. Not javascript:alert(1), nor <a href="https://evil.example">this</a>';
  await control.message('ben', 'General', text);
  await tab.signInAs('ann');
  await tab.messages.open('General');
  const article = tab.messages.article(text);
  await expect(article).toBeVisible();
  const links = article.getByRole('link');
  await expect(links).toHaveCount(2);
  await expect(links.first()).toHaveText('https://example.org/a_(b)?c=d');
  await expect(links.first()).toHaveAttribute('href', 'https://example.org/a_(b)?c=d');
  await expect(links.first()).toHaveAttribute('target', '_blank');
  await expect(links.first()).toHaveAttribute('rel', 'noopener noreferrer nofollow');
  await expect(links.last()).toHaveText('https://evil.example');
});

test('markup in names is text everywhere', async ({ tab, control }) => {
  const name = '<script>window.pwned = 1</script>';
  await control.addPerson({ username: 'mallory', display_name: name, rooms: ['General'] });
  await control.addRoom('<img src=x onerror="window.pwned = 2">', ['ann', 'ben']);
  await tab.signInAs('sam');
  await expect(tab.admin.main).toContainText(name);
  await tab.dashboard.signOut();
  await tab.signIn.submit('ann');
  await tab.dashboard.isOpen();
  await tab.messages.open();

  await expect(tab.messages.roomLink('<img src=x onerror="window.pwned = 2">')).toBeVisible();
  await expect(tab.page.locator('img[src="x"]')).toHaveCount(0);
  expect(await tab.page.evaluate(() => 'pwned' in window)).toBe(false);
});

for (const width of [360, 1440]) {
  test.describe(`at ${width} px`, () => {
    test.use({ viewport: { width, height: 800 } });

    test('5,000 characters without a space stay inside the page', async ({ tab, control }) => {
      await control.message('ben', 'General', 'x'.repeat(5_000));
      await tab.signInAs('ann');
      await tab.messages.open('General');
      await expect(tab.messages.article('xxxxx')).toBeVisible();

      await expectNoSidewaysScroll(tab.page);
      const log = await tab.messages.log.evaluate((element) => element.scrollWidth - element.clientWidth);
      expect(log).toBeLessThanOrEqual(0);
    });

    test('a name of 100 characters without a space stays inside every page', async ({ tab, control }) => {
      await control.addPerson({ username: 'long', display_name: 'N'.repeat(100), rooms: ['General'] });
      await control.addRoom('R'.repeat(100), ['ann', 'sam']);
      await tab.signInAs('sam');
      await expect(tab.admin.main).toContainText('NNNNN');
      await expectNoSidewaysScroll(tab.page);
      await tab.dashboard.open();
      await expectNoSidewaysScroll(tab.page);
      await tab.messages.open('General');
      await expectNoSidewaysScroll(tab.page);
    });
  });
}

for (const text of ['שלום עולם, مرحبا بالعالم', '👩🏽‍🚀 🏳️‍🌈 👨‍👩‍👧‍👦 e\u0301', 'a\u202Eevil\u202C b', '\\u003cb\\u003e &amp; {{name}} %s']) {
  test(`"${text}" is shown as it was written`, async ({ tab, control }) => {
    await control.message('ben', 'General', text);
    await tab.signInAs('ann');
    await tab.messages.open('General');
    await expect(tab.messages.article(text)).toBeVisible();
    await expectNoSidewaysScroll(tab.page);
  });
}

test('text of another direction gets the direction that it has', async ({ tab, control }) => {
  await control.message('ben', 'General', 'שלום עולם');
  await tab.signInAs('ann');
  await tab.messages.open('General');
  const direction = await tab.messages
    .article('שלום עולם')
    .getByText('שלום עולם', { exact: true })
    .evaluate((element) => getComputedStyle(element).direction);
  expect(direction).toBe('rtl');
});
