import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';

/** The panel of numbers and traces. */
export class Diagnostics {
  readonly panel: Locator;
  readonly record: Locator;
  readonly stop: Locator;
  readonly save: Locator;

  constructor(private readonly page: Page) {
    this.panel = page.getByRole('dialog', { name: 'Diagnostics', exact: true });
    this.record = this.panel.getByRole('button', { name: 'Record a trace' });
    this.stop = this.panel.getByRole('button', { name: 'Stop and save' });
    this.save = this.panel.getByRole('button', { name: 'Save as JSON' });
  }

  /** The button in the account menu, which has to be open. */
  get button(): Locator {
    return this.page.getByRole('button', { name: 'Diagnostics', exact: true });
  }

  /** What stands beside a name. */
  value(label: string): Locator {
    const term = this.page.getByText(label, { exact: true });
    return this.panel.locator('div').filter({ has: term }).last().getByRole('definition');
  }

  async saved(): Promise<Record<string, Record<string, unknown>>> {
    return JSON.parse(await this.download(this.save, 'presence-metrics.json')) as Record<string, Record<string, unknown>>;
  }

  async trace(): Promise<unknown[][]> {
    const text = await this.download(this.stop, 'presence-trace.jsonl');
    return text.split('\n').map((line) => JSON.parse(line) as unknown[]);
  }

  private async download(by: Locator, name: string): Promise<string> {
    const started = this.page.waitForEvent('download');
    await by.click();
    const download = await started;
    expect(download.suggestedFilename()).toBe(name);
    return readFile(await download.path(), 'utf8');
  }
}
