import type { Locator } from '@playwright/test';
import { expect, test } from '../fixtures/test';

/** Whether the dot paints something green, and whether it paints anything of another strong colour. */
async function colours(dot: Locator): Promise<{ green: boolean; coloured: boolean; painted: boolean }> {
  return dot.evaluate((root) => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    if (!canvas) throw new Error('no canvas');
    // Any notation of a colour, as the bytes that reach the screen.
    const bytes = (colour: string): number[] => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const found = { green: false, coloured: false, painted: false };
    for (const element of [root, ...root.querySelectorAll('*')]) {
      const style = getComputedStyle(element);
      const paints = [style.backgroundColor, style.fill === 'rgb(0, 0, 0)' ? 'transparent' : style.fill];
      if (parseFloat(style.borderTopWidth) > 0) paints.push(style.borderTopColor);
      for (const paint of paints) {
        const [red = 0, green = 0, blue = 0, alpha = 0] = bytes(paint);
        if (alpha < 128) continue;
        found.painted = true;
        const chroma = Math.max(red, green, blue) - Math.min(red, green, blue);
        if (chroma > 60) found.coloured = true;
        if (chroma > 60 && green === Math.max(red, green, blue)) found.green = true;
      }
    }
    return found;
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} scheme`, () => {
    test.use({ colorScheme });

    test('the dot is green for who is online and gray for who is offline', async ({ tab, control }) => {
      await control.setActivity('ben', 0);
      await tab.signInAs('ann');
      await tab.messages.open('General');
      const { dots } = tab.messages;
      await dots.expectStatus(control.user('ben'), 'online');
      await dots.expectStatus(control.user('cleo'), 'offline');

      expect(await colours(dots.of(control.user('ben')).first())).toEqual({ green: true, coloured: true, painted: true });
      expect(await colours(dots.of(control.user('cleo')).first())).toEqual({ green: false, coloured: false, painted: true });
    });
  });
}

test('each dot says whose status it is and what it is', async ({ tab, control }) => {
  await control.setActivity('ben', 0);
  await tab.signInAs('ann');
  await tab.messages.open('General');
  const { dots } = tab.messages;
  await dots.expectStatus(control.user('ben'), 'online');
  await dots.expectStatus(control.user('cleo'), 'offline');

  const names = await dots.all.evaluateAll((all) =>
    all.map((dot) => [dot.getAttribute('data-status'), dot.getAttribute('aria-label')]),
  );
  const endings: Record<string, RegExp> = { online: /Online$/, offline: /Offline$/, unknown: /Status unknown$/ };
  for (const [status, name] of names) expect(name, String(status)).toMatch(endings[String(status)] ?? /never/);
});

/** Endless animations on dots: by status of the dot. */
function pulsing(dots: Locator): Promise<string[]> {
  return dots.evaluateAll((all) =>
    all
      .filter((dot) => dot.getAnimations({ subtree: true }).some((a) => a.effect?.getComputedTiming().endTime === Infinity))
      .map((dot) => String(dot.getAttribute('data-status'))),
  );
}

test('only who is online pulses', async ({ tab, control }) => {
  await control.setActivity('ben', 0);
  await tab.page.emulateMedia({ reducedMotion: 'no-preference' });
  await tab.signInAs('ann');
  await tab.messages.open('General');
  await tab.messages.dots.expectStatus(control.user('ben'), 'online');

  const moving = await pulsing(tab.messages.dots.all);
  expect(moving).toContain('online');
  expect(moving).not.toContain('offline');
});

test('nobody pulses under reduced motion', async ({ tab, control }) => {
  await control.setActivity('ben', 0);
  await tab.page.emulateMedia({ reducedMotion: 'reduce' });
  await tab.signInAs('ann');
  await tab.messages.open('General');
  await tab.messages.dots.expectStatus(control.user('ben'), 'online');

  expect(await pulsing(tab.messages.dots.all)).toEqual([]);
});
