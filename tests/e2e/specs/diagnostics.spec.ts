import { api } from '../fixtures/control';
import { expect, test } from '../fixtures/test';
import { Diagnostics } from '../pages/diagnostics';

test('staff open the numbers from their menu, and get back to where they were', async ({ tab, control, time }) => {
  await control.setActivity('ann', 0);
  await time.govern(tab);
  await tab.signInAs('sam');
  const diagnostics = new Diagnostics(tab.page);
  await tab.dashboard.account.click();
  await diagnostics.button.click();

  await expect(diagnostics.panel).toBeVisible();
  await expect(diagnostics.panel.getByRole('heading', { name: 'Diagnostics' })).toBeVisible();
  await expect(diagnostics.value('accepted of ended')).toHaveText('1 of 1 (100 %)');
  await expect(diagnostics.value('now')).toHaveText('2');

  await time.pass(9);
  await expect(async () => {
    const asked = await control.count('GET', api.onlineUsers);
    await expect(diagnostics.value('online users')).toHaveText(new RegExp(`^${asked} of 900 `), { timeout: 1_000 });
  }).toPass();

  await tab.page.keyboard.press('Escape');
  await expect(diagnostics.panel).toHaveCount(0);
  await expect(tab.dashboard.account).toBeFocused();
  await time.pass(1);
  await expect(tab.page).toHaveURL(/\/admin$/);
});

test('what is saved has neither names nor ids nor tokens', async ({ tab, control }) => {
  await control.setActivity('ben', 0);
  await tab.signInAs('sam');
  await tab.page.goto('/admin/messages');
  await tab.messages.choose('General');
  const diagnostics = new Diagnostics(tab.page);
  await tab.dashboard.account.click();
  await diagnostics.button.click();
  const saved = await diagnostics.saved();

  const numbers = Object.values(saved).flatMap((group) => Object.entries(group));
  expect(numbers.length).toBeGreaterThan(15);
  for (const [name, value] of numbers) {
    expect(name).toMatch(/^[a-z0-9_]+$/);
    for (const number of [value].flat()) {
      if (number !== null) expect(Number.isInteger(number), `${name}: ${String(value)}`).toBe(true);
    }
  }
  expect(saved.requests_in_the_last_hour?.heartbeat).toEqual([1, 30]);
  expect(JSON.stringify(saved)).not.toMatch(/sam|ben|eyJ/i);
});

test('a trace is recorded and saved, and nobody is in it', async ({ tab, control, time }) => {
  await time.govern(tab);
  await tab.signInAs('sam');
  const diagnostics = new Diagnostics(tab.page);
  await tab.dashboard.account.click();
  await diagnostics.button.click();
  await tab.settled();
  await control.forgetRequests();
  await diagnostics.record.click();
  await expect(diagnostics.panel.getByRole('status')).toHaveText(/^Recording: \d+ of 512 KiB\.$/);
  await time.pass(13);
  const polls = await control.count('GET', api.onlineUsers);
  const trace = await diagnostics.trace();
  const pollsSince = (await control.count('GET', api.onlineUsers)) - polls;

  expect(trace[0]?.slice(0, 2)).toEqual(['presence-trace', 2]);
  const events = trace.slice(1).map(([, event]) => JSON.stringify(event));
  expect(events).toContain('{"signed_in":1}');
  const replies = (request: string): number => events.filter((event) => event.startsWith(`{"replied":[{"request":${request},`)).length;
  expect(replies('"heartbeat"')).toBe(1);
  // One may have been under way when the trace began, and another when it ended.
  expect(polls - replies('{"online_users":"primary"}')).toBeLessThanOrEqual(1);
  expect(replies('{"online_users":"primary"}') - polls).toBeLessThanOrEqual(pollsSince);
  expect(JSON.stringify(trace)).not.toMatch(/sam|ann|ben|general|eyJ/i);
  await expect(diagnostics.record).toBeFocused();
});

test('a veteran has no button, and the address opens the panel all the same', async ({ tab }) => {
  await tab.signInAs('ben');
  const diagnostics = new Diagnostics(tab.page);
  await tab.dashboard.account.click();
  await expect(tab.dashboard.signOutButton).toBeVisible();
  await expect(diagnostics.button).toHaveCount(0);
  await tab.page.keyboard.press('Escape');

  await tab.page.goto('/dashboard#diagnostics');
  await expect(diagnostics.panel).toBeVisible();
  await diagnostics.panel.getByRole('button', { name: 'Close' }).click();
  await expect(diagnostics.panel).toBeHidden();
  await expect(tab.page).toHaveURL(/\/dashboard$/);

  // At the start as well as in a page that is open.
  await tab.page.goto('/dashboard/messages#diagnostics');
  await expect(diagnostics.panel).toBeVisible();
  await tab.page.reload();
  await expect(diagnostics.panel).toBeVisible();
});

test('a panel that is closed is not there', async ({ tab, time }) => {
  await time.govern(tab);
  await tab.signInAs('ben');
  await tab.page.goto('/dashboard#diagnostics');
  const diagnostics = new Diagnostics(tab.page);
  await time.pass(1);
  await expect(diagnostics.panel).toBeVisible();
  const measured = () => tab.page.locator('dialog dd').first().textContent();
  const open = await measured();
  await time.pass(3);
  expect(await measured()).not.toBe(open);

  await tab.page.keyboard.press('Escape');
  await time.pass(2);
  await expect(tab.page.locator('dialog')).toHaveCount(0);
});
