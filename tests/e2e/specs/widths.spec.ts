import { screens } from '../fixtures/screens';
import { expect, test } from '../fixtures/test';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`at 360 px, ${colorScheme}`, () => {
    test.use({ colorScheme, viewport: { width: 360, height: 740 } });

    for (const screen of screens) {
      test(`${screen.name} does not scroll sideways`, async ({ tab, control }) => {
        await control.setActivity('ben', 0);
        if (screen.as) await tab.signInAs(screen.as);
        await tab.page.goto(screen.path.replace('{room}', String(control.room('General'))));
        await screen.ready(tab);

        const over = await tab.page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(over).toBeLessThanOrEqual(0);
      });
    }
  });
}

test.describe('at 360 px', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('messages show one pane at a time, with a way back', async ({ tab }) => {
    await tab.signInAs('ann');
    await tab.page.goto('/dashboard/messages');
    await expect(tab.messages.rooms).toBeVisible();
    await expect(tab.messages.composer).toBeHidden();

    await tab.messages.choose('General');
    await expect(tab.messages.rooms).toBeHidden();
    await expect(tab.messages.composer).toBeVisible();

    await tab.dashboard.main.getByRole('link', { name: /rooms|back/i }).first().click();
    await expect(tab.messages.rooms).toBeVisible();
    await expect(tab.messages.composer).toBeHidden();
  });

  test('the composer stays in sight, and the page itself does not scroll', async ({ tab }) => {
    await tab.signInAs('ann');
    await tab.messages.open('Archive');
    await expect(tab.messages.composer).toBeInViewport({ ratio: 1 });
    const over = await tab.page.evaluate(
      () => document.documentElement.scrollHeight - document.documentElement.clientHeight,
    );
    expect(over).toBeLessThanOrEqual(0);
  });

  test('what is touched is large enough for a finger', async ({ tab }) => {
    await tab.signInAs('ann');
    await tab.messages.open('General');
    for (const target of [tab.messages.sendButton, tab.dashboard.account]) {
      const box = await target.boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
    }
  });
});

test.describe('at 1440 px', () => {
  test.use({ viewport: { width: 1440, height: 900 } });

  test('rooms and conversation stand side by side', async ({ tab }) => {
    await tab.signInAs('ann');
    await tab.messages.open('General');
    await expect(tab.messages.rooms).toBeVisible();
    await expect(tab.messages.composer).toBeVisible();
  });
});

test('after sign-in at 360 px the page stands at its top', async ({ tab }) => {
  await tab.page.setViewportSize({ width: 360, height: 740 });
  await tab.signInAs('ann');
  await expect(tab.page.getByRole('main')).toBeFocused();
  expect(await tab.page.evaluate(() => window.scrollY)).toBe(0);
});

test.describe('colour schemes', () => {
  const background = () => getComputedStyle(document.body).backgroundColor;

  test('the page follows the system, and changes with it', async ({ tab }) => {
    await tab.page.emulateMedia({ colorScheme: 'light' });
    await tab.signIn.open();
    const light = await tab.page.evaluate(background);
    await tab.page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(() => tab.page.evaluate(background)).not.toBe(light);
  });

  test('the person may choose otherwise, and the choice outlives a reload', async ({ tab }) => {
    await tab.page.emulateMedia({ colorScheme: 'light' });
    await tab.signInAs('ann');
    const light = await tab.page.evaluate(background);
    await tab.dashboard.revealSignOut();
    // The radio itself may be hidden under its own label's picture.
    await tab.page.getByRole('radio', { name: 'Dark' }).check({ force: true });
    await expect.poll(() => tab.page.evaluate(background)).not.toBe(light);

    await tab.page.reload();
    await tab.dashboard.isOpen();
    expect(await tab.page.evaluate(background)).not.toBe(light);
  });
});
