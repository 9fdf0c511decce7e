interface Config {
  apiUrl: string;
  heartbeatIntervalMs: number;
  pollIntervalMs: number;
  onlineThresholdMs: number;
  staleAfterMs: number;
}

const defaults: Config = {
  apiUrl: '',
  heartbeatIntervalMs: 120_000,
  pollIntervalMs: 4_000,
  onlineThresholdMs: 300_000,
  staleAfterMs: 30_000,
};

export const config: Config = {
  ...defaults,
  ...(JSON.parse(document.getElementById('app-config')?.textContent || '{}') as Partial<Config>),
};

/** People join seldom, and the directory is the longest of all replies. */
export const peopleIntervalMs = 300_000;
