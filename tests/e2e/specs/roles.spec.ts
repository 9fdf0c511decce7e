import { expect, test } from '../fixtures/test';

for (const path of ['/admin', '/admin/messages']) {
  test(`a veteran at ${path} is told that it is not theirs`, async ({ tab, control }) => {
    await tab.signInAs('ben');
    await tab.page.goto(path);

    await expect(tab.admin.main).toContainText(/staff/i);
    await expect(tab.messages.log).toHaveCount(0);
    await expect(tab.admin.dots.of(control.user('dora'))).toHaveCount(0);
    // A way on, not a dead end.
    await expect(tab.admin.main.getByRole('link').first()).toBeVisible();
  });
}

test('staff are at home in both areas', async ({ tab, control }) => {
  await tab.signInAs('sam');
  await tab.admin.open();
  await tab.admin.dots.expectStatus(control.user('ann'), 'offline');

  await tab.dashboard.open();
  await tab.messages.open('General');
  await expect(tab.messages.articles).toHaveCount(6);
});

test('the admin area lists everyone with their status', async ({ tab, control }) => {
  await control.setActivity('ben', 0);
  await tab.signInAs('sam');
  await tab.admin.open();

  await tab.admin.dots.expectStatus(control.user('ben'), 'online');
  await tab.admin.dots.expectStatus(control.user('dora'), 'offline');
  await expect(tab.admin.main).toContainText('Dora Dunn');
});

test('staff read and write in the admin messages', async ({ tab, control }) => {
  await tab.signInAs('sam');
  await tab.page.goto(`/admin/messages/${control.room('Staff only')}`);
  await expect(tab.messages.articles).toHaveCount(1);

  await tab.messages.send('Noted by staff');

  await expect(tab.messages.article('Noted by staff')).toBeVisible();
  await expect(tab.page).toHaveURL(/\/admin\/messages\//);
});

test('an address that leads nowhere says so and offers a way on', async ({ tab }) => {
  await tab.signInAs('ann');
  await tab.page.goto('/no/such/page');
  await expect(tab.page.getByText(/not found|no such|doesn.t exist/i).filter({ visible: true }).first()).toBeVisible();
  await expect(tab.page.getByRole('link').filter({ visible: true }).first()).toBeVisible();
});
