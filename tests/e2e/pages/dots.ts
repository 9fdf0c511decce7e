import { expect, type Locator, type Page } from '@playwright/test';

export type Status = 'online' | 'offline' | 'unknown';

/** The presence dots of a page: a person may have several. */
export class Dots {
  readonly all: Locator;

  constructor(page: Page | Locator) {
    this.all = page.locator('[role="img"][data-user-id][data-status]');
  }

  of(user: number): Locator {
    return this.all.and(this.all.page().locator(`[data-user-id="${user}"]`));
  }

  /** At least one dot of the person, and all of them with this status. */
  async expectStatus(user: number, status: Status): Promise<void> {
    await expect(async () => {
      expect(await this.statusesOf(user)).toEqual([status]);
    }, `user ${user} is ${status}`).toPass({ timeout: 10_000 });
  }

  async expectEveryone(status: Status): Promise<void> {
    await expect(async () => {
      expect(await distinctStatuses(this.all)).toEqual([status]);
    }, `everyone is ${status}`).toPass({ timeout: 10_000 });
  }

  async statusesOf(user: number): Promise<string[]> {
    return distinctStatuses(this.of(user));
  }
}

async function distinctStatuses(dots: Locator): Promise<string[]> {
  const statuses = await dots.evaluateAll((elements) => elements.map((element) => element.getAttribute('data-status')));
  return [...new Set(statuses.map(String))].sort();
}
