import { expect, test } from '../fixtures/test';
import { Dots } from '../pages/dots';

test('an app of its own shows who comes online, on each of its routes', async ({ tab, control }) => {
  const { page, signIn } = tab;
  const dots = new Dots(page);
  const [ann, ben] = [control.user('ann'), control.user('ben')];
  await control.setActivity('ben', null);

  await page.goto('/');
  await signIn.submit('ann');
  await dots.expectStatus(ann, 'online');
  await dots.expectStatus(ben, 'offline');
  await expect(page.getByText('Online: 1')).toBeVisible();

  await control.setActivity('ben', 0);
  await dots.expectStatus(ben, 'online');
  const green = await page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.color = 'var(--online)';
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  });
  await expect(dots.of(ben)).toHaveCSS('color', green);

  await page.getByRole('link', { name: 'Online: 2' }).click();
  await expect(page).toHaveURL(/\/online$/);
  await expect(page.getByRole('heading', { name: 'Online' })).toBeVisible();
  await expect(dots.all).toHaveCount(2);

  await page.reload();
  await dots.expectEveryone('online');
  await expect(dots.all).toHaveCount(2);
});

test('an app of its own says what is wrong with a sign-in, and forgets everyone at sign-out', async ({ tab }) => {
  const { page, signIn } = tab;
  await page.goto('/');
  await signIn.submit('ann', 'wrong horse');
  await expect(signIn.alert).toContainText('not right');

  await signIn.submit('ann');
  await expect(new Dots(page).all).not.toHaveCount(0);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(signIn.button).toBeVisible();
  await expect(new Dots(page).all).toHaveCount(0);
});
