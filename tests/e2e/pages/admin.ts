import { expect, type Locator, type Page } from '@playwright/test';
import { Dots } from './dots';

export class Admin {
  readonly main: Locator;
  readonly dots: Dots;

  constructor(private readonly page: Page) {
    this.main = page.getByRole('main');
    this.dots = new Dots(page);
  }

  async open(): Promise<void> {
    await this.page.goto('/admin');
    await expect(this.main).toBeVisible();
  }
}
