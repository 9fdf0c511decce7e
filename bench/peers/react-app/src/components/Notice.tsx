import type { ReactNode } from 'react';
import { fullDate, isToday, timeOfDay } from '../lib/time';
import { timing, useChatStore } from '../stores/chat';
import { Icon } from './Icon';

interface Props {
  gravity?: 'warn' | 'danger';
  icon: string;
  role?: 'status' | 'alert';
  id?: string;
  children: ReactNode;
}

export const Notice = ({ gravity, icon, role, id, children }: Props) => (
  <div className={gravity ? `notice notice--${gravity}` : 'notice'} role={role} id={id}>
    <Icon name={icon} />
    <p className="notice__text">{children}</p>
  </div>
);

/** Says that it is not known who is online, and since when. */
export function StaleNotice() {
  const isStale = useChatStore(({ freshness }) => freshness === 'stale');
  const isOutOfReach = useChatStore(({ roomsFailure }) => ['offline', 'timeout'].includes(roomsFailure?.kind ?? ''));
  const since = timing.confirmedAt === undefined ? undefined : new Date(timing.confirmedAt);
  return (
    <div role="status">
      {isStale && (
        <Notice gravity="warn" icon="clock">
          {isOutOfReach && "The server can't be reached. "}
          {since ? (
            <>
              Who is online is not known right now. Last confirmed at{' '}
              <time dateTime={since.toISOString()}>{isToday(since) ? timeOfDay(since) : fullDate(since)}</time>.
            </>
          ) : (
            'Who is online has not been known since this page was opened.'
          )}{' '}
          Trying again.
        </Notice>
      )}
    </div>
  );
}
