// The headless Chromium of all suites.
import { chromium } from 'playwright-core';

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      // Else the answer about memory comes after up to 20 seconds.
      '--enable-blink-features=ForceEagerMeasureMemory',
    ],
  });
