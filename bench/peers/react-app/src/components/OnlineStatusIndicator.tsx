import { memo } from 'react';
import { useStatus } from '../stores/chat';
import { statusLabel } from '../types';

interface Props {
  userId: number;
  /** In front of the status for assistive technology; not needed where the name stands beside the dot. */
  name?: string;
  label?: boolean;
}

export const OnlineStatusIndicator = memo(function OnlineStatusIndicator({ userId, name, label }: Props) {
  const status = useStatus(userId);
  const words = statusLabel[status];
  return (
    <span
      className="status"
      role="img"
      aria-label={name ? `${name}, ${words}` : words}
      data-user-id={userId}
      data-status={status}
    >
      <span className="status__dot" />
      {label && <span className="status__label">{words}</span>}
    </span>
  );
});
