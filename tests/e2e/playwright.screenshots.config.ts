import { defineConfig } from '@playwright/test';
import tests from './playwright.config';

/** Pictures of every page with the demo community in it; see scripts/screenshots. */
export default defineConfig(tests, {
  testDir: 'screenshots',
  outputDir: 'test-results/screenshots-run',
  reporter: [['list']],
});
