import type { Locator, Page } from '@playwright/test';
import { password, type Username } from '../fixtures/control';

export class SignIn {
  readonly username: Locator;
  readonly password: Locator;
  readonly button: Locator;
  readonly alert: Locator;

  constructor(private readonly page: Page) {
    this.username = page.getByRole('textbox', { name: 'Username', exact: true });
    // A password box has no role of its own.
    this.password = page.getByLabel('Password', { exact: true });
    this.button = page.getByRole('button', { name: 'Sign in', exact: true });
    this.alert = page.getByRole('alert');
  }

  async open(): Promise<void> {
    await this.page.goto('/login');
  }

  async submit(username: Username | string, secret = password): Promise<void> {
    await this.username.fill(username);
    await this.password.fill(secret);
    await this.button.click();
  }
}
