import { useCallback } from 'react';
import { config } from '../config';
import { sendHeartbeat, timing } from '../stores/chat';
import { usePolling } from './usePolling';

const note = (at: number | undefined): void => void (timing.nextHeartbeat = at);

/** Says every two minutes that the person is here, while the page is visible. */
export function useHeartbeat(me: number): void {
  usePolling(
    useCallback(() => sendHeartbeat(me), [me]),
    config.heartbeatIntervalMs,
    note,
  );
}
