import { defineConfig } from '@playwright/test';
import tests from './playwright.config';

/** The app of examples/embed, before a backend of its own; scripts/test says where the build is. */
export default defineConfig(tests, {
  testDir: 'embed',
  outputDir: 'test-results/embed-run',
  reporter: [['list']],
});
