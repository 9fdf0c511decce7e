import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { screens } from '../fixtures/screens';
import { expect, test } from '../fixtures/test';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function expectNothingFound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  const found = violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map((node) => node.html.slice(0, 200)) }));
  expect(found).toEqual([]);
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [360, 1440]) {
    test.describe(`axe finds nothing, ${colorScheme} at ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 } });

      test.beforeEach(async ({ tab, control }) => {
        // Contrast is measured on what stands still.
        await tab.page.emulateMedia({ reducedMotion: 'reduce', colorScheme });
        await control.setActivity('ben', 0);
      });

      for (const screen of screens) {
        test(`on ${screen.name}`, async ({ tab, control }) => {
          if (screen.as) await tab.signInAs(screen.as);
          await tab.page.goto(screen.path.replace('{room}', String(control.room('General'))));
          await screen.ready(tab);
          await expectNothingFound(tab.page);
        });
      }

      test('on a failed sign-in', async ({ tab }) => {
        await tab.signIn.open();
        await tab.signIn.submit('ann', 'wrong horse');
        await expect(tab.signIn.alert).toBeVisible();
        await expectNothingFound(tab.page);
      });

      test('on the open account menu', async ({ tab }) => {
        await tab.signInAs('ann');
        await tab.dashboard.revealSignOut();
        await expect(tab.dashboard.signOutButton).toBeVisible();
        await expectNothingFound(tab.page);
      });

      test('on the diagnostics', async ({ tab }) => {
        await tab.signInAs('ann');
        await tab.page.goto('/dashboard#diagnostics');
        await expect(tab.page.getByRole('dialog', { name: 'Diagnostics' })).toBeVisible();
        await expectNothingFound(tab.page);
      });

      test('on a message that was not sent', async ({ tab }) => {
        await tab.signInAs('ann');
        await tab.messages.open('General');
        await tab.page.route('**/messages/', (route) =>
          route.request().method() === 'POST'
            ? route.fulfill({ status: 400, json: { content: ['Not now.'] } })
            : route.fallback(),
        );
        await tab.messages.send('Not yet');
        await expect(tab.messages.sendAgainButton).toBeVisible();
        await expectNothingFound(tab.page);
      });
    });
  }
}

test('axe finds nothing while the data is stale', async ({ tab, control, time }) => {
  await tab.page.emulateMedia({ reducedMotion: 'reduce' });
  await time.govern(tab);
  await tab.signInAs('ann');
  await tab.messages.open('General');
  await tab.messages.dots.expectStatus(control.user('ann'), 'online');
  await control.disable(['online-users'], 500);
  await time.pass(36);
  await expect(tab.messages.staleNotice).toBeVisible();

  await expectNothingFound(tab.page);
});

test('every page has one heading of the first level and a title of its own', async ({ tab, control }) => {
  const titles = new Set<string>();
  let signedIn: string | null = null;
  for (const screen of screens) {
    if (screen.as && screen.as !== signedIn) {
      if (signedIn) {
        await tab.dashboard.open();
        await tab.dashboard.signOut();
      }
      await tab.signInAs(screen.as);
      signedIn = screen.as;
    }
    await tab.page.goto(screen.path.replace('{room}', String(control.room('General'))));
    await expect(tab.page.getByRole('heading', { level: 1 }), screen.name).toHaveCount(1);
    titles.add(await tab.page.title());
  }
  expect(titles.size, [...titles].join(' | ')).toBeGreaterThanOrEqual(4);
});
