import { expect, type Locator, type Page } from '@playwright/test';
import { Dots } from './dots';

/** What both layouts share: banner, navigation, account, and the place for the page inside. */
export class Dashboard {
  readonly banner: Locator;
  readonly main: Locator;
  readonly account: Locator;
  readonly signOutButton: Locator;
  readonly dots: Dots;

  constructor(private readonly page: Page) {
    this.banner = page.getByRole('banner');
    this.main = page.getByRole('main');
    this.account = this.banner.getByRole('button', { name: /account/i });
    this.signOutButton = page.getByRole('button', { name: 'Sign out', exact: true });
    this.dots = new Dots(page);
  }

  async open(): Promise<void> {
    await this.page.goto('/dashboard');
    await this.isOpen();
  }

  async isOpen(): Promise<void> {
    await expect(this.banner).toBeVisible();
    await expect(this.main).toBeVisible();
    await expect(this.page).not.toHaveURL(/\/login/);
  }

  /** The button may stand in the banner or in the account menu. */
  async revealSignOut(): Promise<Locator> {
    await expect(this.signOutButton.or(this.account).first()).toBeVisible();
    if (!(await this.signOutButton.isVisible())) await this.account.click();
    return this.signOutButton;
  }

  async signOut(): Promise<void> {
    await (await this.revealSignOut()).click();
    await expect(this.page).toHaveURL(/\/login/);
  }
}
