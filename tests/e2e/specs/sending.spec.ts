import { api } from '../fixtures/control';
import { hold, intercept } from '../fixtures/faults';
import { expect, test } from '../fixtures/test';

test.beforeEach(async ({ tab }) => {
  await tab.signInAs('ann');
  await tab.messages.open('General');
  await expect(tab.messages.articles).toHaveCount(6);
});

test('a message is on screen before the backend has answered, and there only once afterwards', async ({ tab, control }) => {
  const path = api.messages(control.room('General'));
  const release = await hold(tab.page, { method: 'POST', path });

  await tab.messages.send('At once');
  await expect(tab.messages.article('At once')).toBeVisible();
  await expect(tab.messages.composer).toHaveValue('');

  release();
  await expect.poll(() => control.count('POST', path)).toBe(1);
  await expect(tab.messages.article('At once')).toHaveAttribute('data-message-id', /^\d+$/);
  const polls = await control.count('GET', path);
  await expect.poll(() => control.count('GET', path)).toBeGreaterThan(polls + 1);
  await expect(tab.messages.article('At once')).toHaveCount(1);
  await expect(tab.messages.articles).toHaveCount(7);
});

test('what the other one sends arrives with the next poll', async ({ tab, control }) => {
  await control.message('ben', 'General', 'From Ben, just now');
  await expect(tab.messages.article('From Ben, just now')).toBeVisible();
  await expect(tab.messages.articles).toHaveCount(7);
});

test('a message that is refused keeps its text, says why and can be sent again', async ({ tab, control }) => {
  const path = api.messages(control.room('General'));
  const restore = await intercept(tab.page, { method: 'POST', path }, (route) =>
    route.fulfill({ status: 400, json: { content: ['This room is closed until noon.'] } }),
  );

  await tab.messages.send('Please take this');
  const failed = tab.messages.article('Please take this');
  await expect(failed).toContainText('This room is closed until noon.');
  await expect(failed.getByRole('button', { name: 'Send again' })).toBeVisible();

  await restore();
  await failed.getByRole('button', { name: 'Send again' }).click();

  await expect(tab.messages.sendAgainButton).toHaveCount(0);
  await expect(tab.messages.article('Please take this')).toHaveCount(1);
  const posts = (await control.requests('POST', path)).map((request) => request.status);
  expect(posts).toEqual([201]);
});

test('a message that the network loses is sent again by itself', async ({ tab, control }) => {
  const path = api.messages(control.room('General'));
  const restore = await intercept(tab.page, { method: 'POST', path }, (route) => route.abort('connectionreset'));
  await tab.messages.send('Lost and found');
  await expect(tab.messages.article('Lost and found')).toContainText('It is sent again by itself', { timeout: 30_000 });
  await expect(tab.messages.sendAgainButton).toBeVisible();

  await restore();

  await expect(tab.messages.sendAgainButton).toHaveCount(0);
  await expect(tab.messages.article('Lost and found')).toHaveCount(1);
  await expect.poll(() => control.count('POST', path)).toBe(1);
});

test('a button of a message that waits keeps the focus while the message is tried again', async ({ tab, control }) => {
  let tries = 0;
  await intercept(tab.page, { method: 'POST', path: api.messages(control.room('General')) }, (route) => {
    tries += 1;
    return route.abort('connectionreset');
  });
  await tab.messages.send('Waits');
  const button = tab.messages.article('Waits').getByRole('button', { name: 'Delete' });
  await button.focus();
  await expect.poll(() => tries, { timeout: 30_000 }).toBeGreaterThanOrEqual(4);
  await expect(button).toBeFocused();
  await button.press('Enter');
  await expect(tab.messages.article('Waits')).toHaveCount(0);
});

test('a server that asks for a pause gets one message after it, and then the others in their order', async ({ tab, control }) => {
  const path = api.messages(control.room('General'));
  let refused = 0;
  const restore = await intercept(tab.page, { method: 'POST', path }, (route) => {
    refused += 1;
    return route.fulfill({ status: 429, headers: { 'Retry-After': '3' }, json: { detail: 'Slow down.' } });
  });
  await tab.messages.send('First of three');
  await expect(tab.messages.article('First of three')).toContainText('Not sent yet.');
  await tab.messages.send('Second of three');
  await tab.messages.send('Third of three');
  await expect(tab.messages.article('Third of three')).toContainText('Waiting…');
  await expect(tab.messages.sendAgainButton).toHaveCount(0);
  expect(refused).toBe(1);
  await restore();

  await expect.poll(() => control.count('POST', path)).toBe(3);
  await expect(tab.messages.article(/of three/)).toHaveCount(3);
  const texts = await tab.messages.article(/of three/).allTextContents();
  expect(texts.map((text) => /(First|Second|Third) of three/.exec(text)?.[1])).toEqual(['First', 'Second', 'Third']);
});

test('what others write just before one’s own message is not passed by', async ({ tab, control }) => {
  const path = api.messages(control.room('General'));
  const restore = await intercept(tab.page, { method: 'POST', path }, async (route) => {
    // Stored between the last poll and one's own.
    await control.message('ben', 'General', 'Just before');
    await route.fallback();
  });
  await tab.messages.send('Mine');
  await expect(tab.messages.article('Just before')).toBeVisible();
  await expect(tab.messages.article('Mine')).toHaveCount(1);
  await restore();
});

test('a message that was not sent is still there after looking at another room', async ({ tab, control }) => {
  await intercept(tab.page, { method: 'POST', path: api.messages(control.room('General')) }, (route) =>
    route.fulfill({ status: 400, json: { content: ['No.'] } }),
  );
  await tab.messages.send('Keep me');
  await expect(tab.messages.sendAgainButton).toBeVisible();

  await tab.messages.choose('Archive');
  await expect(tab.messages.article('Keep me')).toHaveCount(0);
  await tab.messages.choose('General');

  await expect(tab.messages.article('Keep me')).toBeVisible();
  await expect(tab.messages.sendAgainButton).toBeVisible();
});

test('messages sent in a row arrive in that order', async ({ tab }) => {
  for (const text of ['First of three', 'Second of three', 'Third of three']) await tab.messages.send(text);
  await expect(tab.messages.article(/of three/)).toHaveCount(3);
  await expect(tab.messages.articles).toHaveCount(9);
  await expect(tab.messages.article('Third of three')).toHaveAttribute('data-message-id', /^\d+$/);

  const texts = await tab.messages.article(/of three/).allTextContents();
  expect(texts.map((text) => /(First|Second|Third) of three/.exec(text)?.[1])).toEqual(['First', 'Second', 'Third']);
  const ids = await tab.messages.ids();
  expect(ids).toEqual([...ids].sort((a, b) => a - b));
});

test('Enter sends', async ({ tab }) => {
  await tab.messages.composer.fill('Sent by Enter');
  await tab.messages.composer.press('Enter');
  await expect(tab.messages.article('Sent by Enter')).toBeVisible();
  await expect(tab.messages.composer).toHaveValue('');
  await expect(tab.messages.composer).toBeFocused();
});

test('Shift+Enter breaks the line, and the break is kept', async ({ tab }) => {
  const { composer } = tab.messages;
  await composer.fill('one');
  await composer.press('End');
  await composer.press('Shift+Enter');
  await composer.pressSequentially('two');
  await expect(composer).toHaveValue('one\ntwo');

  await composer.press('Enter');

  const article = tab.messages.articles.last();
  await expect(article).toContainText('two');
  // Empty until the browser has seen that the message is in sight.
  await expect.poll(() => article.innerText()).toMatch(/one\s*\n\s*two/);
});

test('Enter that ends a composition of characters does not send', async ({ tab, control }) => {
  await tab.messages.composer.fill('にほん');
  await tab.messages.composer.dispatchEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true });
  await tab.settled();
  expect(await control.count('POST', api.messages(control.room('General')))).toBe(0);
  await expect(tab.messages.composer).toHaveValue('にほん');
});

test('nothing but spaces is not sent', async ({ tab, control }) => {
  await tab.messages.composer.fill('   ');
  await tab.messages.composer.press('Enter');
  await tab.settled();
  expect(await control.count('POST', api.messages(control.room('General')))).toBe(0);
  await expect(tab.messages.articles).toHaveCount(6);
});
