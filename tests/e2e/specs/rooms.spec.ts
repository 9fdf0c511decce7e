import { api } from '../fixtures/control';
import { expect, test } from '../fixtures/test';

test("the list shows one's own rooms and no others", async ({ tab }) => {
  await tab.signInAs('ann');
  await tab.messages.open();
  for (const room of ['General', 'Ann & Ben', 'Empty room', 'Archive']) {
    await expect(tab.messages.roomLink(room)).toBeVisible();
  }
  await expect(tab.messages.roomLink('Staff only')).toHaveCount(0);
});

test('someone without rooms is told so', async ({ tab, control }) => {
  await control.addPerson({ username: 'nora', display_name: 'Nora New', rooms: [] });
  await tab.signIn.open();
  await tab.signIn.submit('nora');
  await tab.dashboard.isOpen();
  await tab.page.goto('/dashboard/messages');
  await expect.poll(() => control.count('GET', api.rooms)).toBeGreaterThan(0);

  await expect(tab.messages.rooms.getByRole('link')).toHaveCount(0);
  await expect(tab.page.getByText(/no rooms|not in any room|no conversations/i).filter({ visible: true }).first()).toBeVisible();
});

test('a room without messages says so and lets one begin', async ({ tab }) => {
  await tab.signInAs('ann');
  await tab.messages.open('Empty room');
  await expect(tab.messages.articles).toHaveCount(0);
  await expect(tab.page.getByText(/no messages|nothing here|say hello|first message/i).filter({ visible: true }).first()).toBeVisible();

  await tab.messages.send('The first');

  await expect(tab.messages.articles).toHaveCount(1);
});

for (const [what, room] of [
  ['that does not exist', () => 999_999],
  ['that belongs to others', (ids: { room(name: 'Staff only'): number }) => ids.room('Staff only')],
] as const) {
  test(`a room ${what} is said to be out of reach, and the list stays`, async ({ tab, control }) => {
    await tab.signInAs('ann');
    await tab.page.goto(`/dashboard/messages/${room(control)}`);

    const words = /not found|no such|doesn.t exist|isn.t (here|there|yours)|not a member|can.t (be )?(found|open)/i;
    await expect(tab.page.getByText(words).filter({ visible: true }).first()).toBeVisible();
    await expect(tab.messages.composer).toHaveCount(0);
    await tab.messages.choose('General');
    await expect(tab.messages.articles).toHaveCount(6);
  });
}

test('an address whose room is no number is treated alike', async ({ tab }) => {
  await tab.signInAs('ann');
  await tab.page.goto('/dashboard/messages/abc');
  await expect(tab.dashboard.banner).toBeVisible();
  await expect(tab.page.getByText(/not found|no such|doesn.t exist|isn.t (here|there)/i).filter({ visible: true }).first()).toBeVisible();
});

test('a message elsewhere marks its room as unread until it is opened', async ({ tab, control }) => {
  await tab.signInAs('ann');
  await tab.messages.open('Ann & Ben');
  await tab.messages.choose('General');
  await control.message('ben', 'Ann & Ben', 'Are you there?');

  const link = tab.messages.roomLink('Ann & Ben');
  await expect(link).toHaveAccessibleName(/\b1\b.*(unread|new)|unread.*\b1\b/i);
  await link.click();
  await expect(tab.messages.article('Are you there?')).toBeVisible();
  await expect(link).not.toHaveAccessibleName(/unread/i);
});

test('a room that one is added to appears without a reload', async ({ tab, control }) => {
  await tab.signInAs('ann');
  await tab.messages.open();
  await control.addRoom('Garden club', ['ann', 'cleo']);
  await expect(tab.messages.roomLink('Garden club')).toBeVisible();
});

test('moving between rooms never shows the messages of another', async ({ tab, control }) => {
  await control.message('ben', 'Ann & Ben', 'Only between us');
  await tab.signInAs('ann');
  await tab.messages.open('Ann & Ben');
  await expect(tab.messages.article('Only between us')).toBeVisible();

  await tab.messages.choose('General');

  await expect(tab.messages.articles).toHaveCount(6);
  await expect(tab.messages.article('Only between us')).toHaveCount(0);
});

test('the open room is marked in the list, and back leads to the one before', async ({ tab, control }) => {
  await tab.signInAs('ann');
  await tab.messages.open('General');
  await tab.messages.choose('Archive');
  await expect(tab.messages.roomLink('Archive')).toHaveAttribute('aria-current', /page|true/);

  await tab.page.goBack();

  await expect(tab.page).toHaveURL(new RegExp(`/${control.room('General')}$`));
  await expect(tab.messages.roomLink('General')).toHaveAttribute('aria-current', /page|true/);
});
