import { api } from '../fixtures/control';
import { hold, intercept } from '../fixtures/faults';
import { expect, test } from '../fixtures/test';

test('a wrong password is said in the form, and the input is kept', async ({ tab }) => {
  await tab.signIn.open();
  await tab.signIn.submit('ann', 'wrong horse');

  await expect(tab.signIn.alert).toBeVisible();
  await expect(tab.signIn.alert).not.toBeEmpty();
  await expect(tab.signIn.username).toHaveValue('ann');
  await expect(tab.signIn.password).toHaveValue('wrong horse');
  await expect(tab.page).toHaveURL(/\/login/);
});

test('after a failure the right password signs in', async ({ tab }) => {
  await tab.signIn.open();
  await tab.signIn.submit('ann', 'wrong horse');
  await expect(tab.signIn.alert).toBeVisible();

  await tab.signIn.submit('ann');

  await tab.dashboard.isOpen();
});

test('a backend that is out of reach is said in the form, and the input is kept', async ({ tab }) => {
  await intercept(tab.page, { path: api.token }, (route) => route.abort('connectionrefused'));
  await tab.signIn.open();
  await tab.signIn.submit('ann');

  await expect(tab.signIn.alert).toBeVisible();
  await expect(tab.signIn.username).toHaveValue('ann');
  await expect(tab.signIn.password).not.toHaveValue('');
});

test('a second click while signing in does not ask twice', async ({ tab }) => {
  const release = await hold(tab.page, { path: api.token });
  await tab.signIn.open();
  await tab.signIn.submit('ann');
  // While the first attempt runs the button may be disabled or busy, under another name.
  await tab.signIn.password.press('Enter');
  release();
  await tab.dashboard.isOpen();

  expect(await tab.calls('POST', api.token)).toHaveLength(1);
});

for (const [username, home] of [
  ['ann', /\/dashboard$/],
  ['sam', /\/admin$/],
] as const) {
  test(`the start page leads ${username} to the right home`, async ({ tab }) => {
    await tab.signInAs(username);
    await expect(tab.page).toHaveURL(home);
    await tab.page.goto('/');
    await expect(tab.page).toHaveURL(home);
  });
}

test('a protected page without a session leads to sign-in and back again', async ({ tab, control }) => {
  const wanted = `/dashboard/messages/${control.room('General')}`;
  await tab.page.goto(wanted);
  await expect(tab.page).toHaveURL(/\/login/);

  await tab.signIn.submit('ann');

  await expect(tab.page).toHaveURL(new RegExp(`${wanted}$`));
  await expect(tab.messages.log).toBeVisible();
});

test('an address of another site is never where sign-in leads back to', async ({ tab, backend }) => {
  for (const parameter of ['next', 'from', 'redirect', 'return', 'returnTo']) {
    await tab.page.goto(`/login?${parameter}=${encodeURIComponent('//evil.example/')}`);
    await tab.signIn.submit('ann');
    await tab.dashboard.isOpen();
    expect(new URL(tab.page.url()).origin).toBe(backend.url);
    await tab.dashboard.signOut();
  }
});
