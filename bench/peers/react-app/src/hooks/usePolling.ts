import { useEffect } from 'react';
import { asFailure } from '../api/failure';

const longestWaitMs = 30_000;

/** Doubles from 1 s to 30 s, drawn by lot; `Retry-After` is always waited out. */
function waitAfter(failures: number, error: unknown): number {
  const { kind, retryAfterMs } = asFailure(error);
  if (kind === 'missing' || kind === 'forbidden') return longestWaitMs;
  return retryAfterMs ?? Math.random() * Math.min(longestWaitMs, 1000 * 2 ** failures);
}

/** Runs `poll` again and again while the page is visible, and at once when it becomes so; never two at a time. */
export function usePolling(poll: () => Promise<void>, intervalMs: number, onNext?: (at: number | undefined) => void): void {
  useEffect(() => {
    let timer = 0;
    let failures = 0;
    let isStopped = false;
    let isUnderWay = false;

    const turn = async (): Promise<void> => {
      clearTimeout(timer);
      if (isStopped || isUnderWay || document.hidden) return;
      isUnderWay = true;
      let wait = intervalMs;
      try {
        await poll();
        failures = 0;
      } catch (error) {
        wait = waitAfter(failures++, error);
      }
      isUnderWay = false;
      if (isStopped || document.hidden) return;
      onNext?.(Date.now() + wait);
      timer = window.setTimeout(() => void turn(), wait);
    };
    let wasHidden = document.hidden;
    const onVisibility = (): void => {
      if (document.hidden === wasHidden) return;
      wasHidden = document.hidden;
      if (!wasHidden) return void turn();
      clearTimeout(timer);
      onNext?.(undefined);
    };
    const onOnline = (): void => void turn();

    document.addEventListener('visibilitychange', onVisibility);
    addEventListener('online', onOnline);
    void turn();
    return () => {
      isStopped = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisibility);
      removeEventListener('online', onOnline);
    };
  }, [poll, intervalMs, onNext]);
}
